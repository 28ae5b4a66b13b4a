import { type Column, type ColumnType, columnsOf, snakeCase, type TextRest, type Value } from './columns.js';
import type { Population } from './population.js';
import type { DirtLabels, EventRow } from './rows.js';

/** Labels are what is true and no SDK says; their columns come last, and what reads a real warehouse never sees them. */
const labelPrefix = 'label_';

export interface EventColumn extends Column<EventRow> {
  /** The property that it holds, as the application calls it. */
  readonly property?: string;
}

/**
 * The columns of events, named as RudderStack's warehouse schema documents them: what a message says of its context is
 * prefixed by `context_`, and properties are columns of their own. Properties and labels are after the others.
 */
export function eventColumns(population: Population): EventColumn[] {
  const own = [...identityColumns, ...timeColumns, ...contextColumns, ...otherCampaignColumns(population)];
  const properties = propertyColumns(population, new Set(own.map(({ name }) => name)));
  // Where the worth of an event is a property of that name, it has its column already.
  const hasRevenue = properties.some(({ name }) => name === 'revenue');
  return [...own, ...properties, ...(hasRevenue ? [] : revenueColumns), ...labels];
}

/** How the id of a message goes on after its prefix. */
export const restOfMessageId: TextRest<EventRow> = {
  middleOf: (row) => row.messageGroups,
  endOf: (row) => row.messageNumber,
};

/** The id of a message is called `id` in the tables of a warehouse; in the one flat table it says what it is the id of. */
const identityColumns = columnsOf<EventRow>({
  message_id: [
    'text',
    'Id of the message; the same for an event and its duplicates',
    (row) => row.messagePrefix,
    restOfMessageId,
  ],
  type: ['text', 'track, page, screen or identify', (row) => row.type],
  event: ['text', 'Event of a track, name of a page or screen; empty for an identify', (row) => row.name || undefined],
  anonymous_id: ['text', 'Anonymous id of the visitor', (row) => row.anonymousId || undefined],
  user_id: ['text', 'Id of the user; empty until the user is known', (row) => row.userId || undefined],
  context_session_id: ['integer', 'Session that the SDK stamped', (row) => row.sessionId],
  context_session_start: ['boolean', 'true on the first event of a session, else empty', (row) => row.sessionStart],
});

const timeColumns = columnsOf<EventRow>({
  original_timestamp: ['timestamp', 'When it happened, by the clock of the device', (row) => row.originalTimestampMs],
  sent_at: ['timestamp', 'When the request left, by the clock of the device', (row) => row.sentAtMs],
  received_at: ['timestamp', 'When the request arrived, by the clock of the server', (row) => row.receivedAtMs],
  timestamp: [
    'timestamp',
    'original_timestamp corrected by the difference of the two clocks: received_at - (sent_at - original_timestamp)',
    (row) => row.timestampMs,
  ],
});

const contextColumns = columnsOf<EventRow>({
  channel: ['text', 'web or mobile', (row) => row.channel],
  context_campaign_name: ['text', 'utm_campaign of the address', (row) => row.campaign?.utm.utm_campaign],
  context_campaign_source: ['text', 'utm_source of the address', (row) => row.campaign?.utm.utm_source],
  context_campaign_medium: ['text', 'utm_medium of the address', (row) => row.campaign?.utm.utm_medium],
  context_campaign_term: ['text', 'utm_term of the address', (row) => row.campaign?.utm.utm_term],
  context_campaign_content: ['text', 'utm_content of the address', (row) => row.campaign?.utm.utm_content],
  context_page_url: ['text', 'Address of the page; empty in an application', (row) => row.url],
  context_page_path: ['text', 'Path of the page', (row) => row.path],
  context_page_referrer: ['text', 'Where the visitor came from', (row) => row.referrer],
  context_device_id: ['text', 'Id of the device', (row) => row.deviceId],
  context_device_type: ['text', 'Kind of the device', (row) => row.deviceKind],
  context_timezone: ['text', 'Time zone of the user', (row) => row.timeZone],
});

const documentedKeys = new Set(['utm_campaign', 'utm_source', 'utm_medium', 'utm_term', 'utm_content']);

/** Whatever else stands in the addresses of the campaigns, such as `utm_id`. */
function otherCampaignColumns({ campaigns }: Population): Column<EventRow>[] {
  const keys = new Set([...campaigns.values()].flatMap(({ utm }) => Object.keys(utm)));
  return [...keys]
    .filter((key) => !documentedKeys.has(key))
    .sort()
    .map((key) => ({
      name: `context_campaign_${snakeCase(key.replace(/^utm_/, ''))}`,
      type: 'text',
      description: `${key} of the address`,
      of: (row) => row.campaign?.utm[key],
    }));
}

/** Every property of every event of the population, in the order of their first declaration. */
function propertyColumns(population: Population, taken: Set<string>): EventColumn[] {
  return [...declaredProperties(population)].map(([name, { type, events }]) => {
    let column = snakeCase(name);
    // A warehouse does the same where a property is called like a column of its own.
    while (taken.has(column)) column = `_${column}`;
    taken.add(column);
    const description = `Property ${name} of ${[...events].join(', ')}`;
    return { name: column, type, description, property: name, of: (row) => propertyOf(row, name) };
  });
}

interface DeclaredProperty {
  type: ColumnType;
  readonly events: Set<string>;
}

/** A property that is a number in one event and a text in another is a text. */
function declaredProperties({ journeys }: Population): ReadonlyMap<string, DeclaredProperty> {
  const found = new Map<string, DeclaredProperty>();
  for (const { states } of journeys.values()) {
    for (const { event } of states.values()) {
      for (const { name, value } of event?.properties ?? []) {
        const type = value.kind === 'number' ? 'number' : 'text';
        const known = found.get(name);
        if (known === undefined) found.set(name, { type, events: new Set([event?.name ?? '']) });
        else {
          known.events.add(event?.name ?? '');
          if (known.type !== type) known.type = 'text';
        }
      }
    }
  }
  return found;
}

function propertyOf({ properties }: EventRow, name: string): Value {
  for (const [key, value] of properties) if (key === name) return value;
  return undefined;
}

const revenueColumns = columnsOf<EventRow>({
  revenue: ['number', 'What the event is worth, in the currency of the population', (row) => row.revenue],
});

const dirtDescriptions: Readonly<Record<keyof DirtLabels, string>> = {
  late: 'It was received late',
  duplicate: 'It is the same message once more',
  reordered: 'It was received before one that happened earlier',
  skewedClock: 'The clock of the device is wrong',
  jumpedClock: 'The clock of the device was set before; lasts until the session has lapsed, also into later visits',
  bot: 'The visitor is a program',
  missingId: 'An id was taken away',
  afterCrash: 'The application had crashed before; lasts until the session has lapsed, also into later visits',
  sharedDevice: 'Several people use the device',
  faultySdk: 'The SDK of the device has a fault',
  boundaryGap: 'The pause before it is exactly the timeout, or a millisecond more or less',
};

const labels: readonly Column<EventRow>[] = columnsOf<EventRow>({
  label_person: ['integer', 'Number of the person, whatever ids and devices are used', (row) => row.person],
  label_cohort: ['text', 'Cohort of the person', (row) => row.cohort],
  label_visit: ['integer', 'Number of the visit, as the person meant it', (row) => row.visit],
  label_state: ['text', 'State of the journey', (row) => row.state],
  label_tab: ['integer', 'Tab or run of the application', (row) => row.tab],
  label_campaign: ['text', 'Campaign of the population', (row) => row.campaign?.name],
  label_conversion: ['boolean', 'It is what the business is about', (row) => row.isConversion],
  label_true_timestamp: ['timestamp', 'When it truly happened', (row) => row.trueTimestampMs],
  ...Object.fromEntries(
    dirtLabels().map((label) => [
      `${labelPrefix}${snakeCase(label)}`,
      ['boolean', dirtDescriptions[label], (row: EventRow) => row.dirt[label]] as const,
    ]),
  ),
});

/** The names of the labels of dirt, in the order of their columns. */
function dirtLabels(): (keyof DirtLabels)[] {
  return Object.keys(dirtDescriptions).map((name) => name as keyof DirtLabels);
}
