import { snakeCase } from './columns.js';
import { type EventColumn, eventColumns } from './event-columns.js';
import type { JourneyEvent, Population } from './population.js';
import type { EventRow } from './rows.js';
import type { Table } from './table.js';

/**
 * The events as a warehouse has them. `tracks` has what all tracks have in common, and the properties are in the table of
 * the event, such as `order_completed`; pages, screens and identifies have one table each. Labels are in all of them.
 */
export function warehouseTables(population: Population, taken: ReadonlySet<string>): Table<EventRow>[] {
  const columns = eventColumns(population);
  const events = [...population.journeys.values()].flatMap(({ states }) =>
    [...states.values()].flatMap(({ event }) => (event === undefined ? [] : [event])),
  );
  const of = (type: JourneyEvent['type']): JourneyEvent[] => events.filter((event) => event.type === type);
  const trackNames = [...new Set(of('track').map(({ name }) => name))];
  const tableOf = freeNames(new Set([...taken, 'tracks', 'pages', 'screens', 'identifies']));
  return [
    table('tracks', 'Every track, without its properties', trackColumns(columns, []), ({ type }) => type === 'track'),
    ...trackNames.map((name) =>
      table(
        tableOf(name),
        `Every track of ${name}, with its properties`,
        trackColumns(
          columns,
          of('track').filter((event) => event.name === name),
        ),
        (row) => row.type === 'track' && row.name === name,
      ),
    ),
    table('pages', 'Every page', namedColumns(columns, of('page')), ({ type }) => type === 'page'),
    table('screens', 'Every screen', namedColumns(columns, of('screen')), ({ type }) => type === 'screen'),
    table(
      'identifies',
      'Every identify',
      withProperties(columns, []).filter(({ name }) => name !== 'event'),
      ({ type }) => type === 'identify',
    ),
  ];
}

function table(
  name: string,
  description: string,
  columns: readonly EventColumn[],
  isOf: (row: EventRow) => boolean,
): Table<EventRow> {
  return {
    name,
    description,
    columns,
    rowsOf: ({ events }) => events.filter(isOf),
    timeMsOf: (row) => row.timestampMs,
  };
}

/** Of the properties only those that the events may have; the id is called `id`, and the type is that of the table. */
function withProperties(columns: readonly EventColumn[], events: readonly JourneyEvent[]): EventColumn[] {
  const own = new Set(events.flatMap(({ properties }) => properties.map(({ name }) => name)));
  return columns
    .filter(({ name, property }) => name !== 'type' && (property === undefined || own.has(property)))
    .map((column) => (column.name === 'message_id' ? { ...column, name: 'id' } : column));
}

/** A track has its name as it is, and as the table of the event is called. */
function trackColumns(columns: readonly EventColumn[], events: readonly JourneyEvent[]): EventColumn[] {
  return withProperties(columns, events).flatMap((column) => {
    if (column.name !== 'event') return [column];
    const event = { ...column, description: 'Event, as its table is called', of: eventTableOf };
    return [event, { ...column, name: 'event_text', description: 'Event, as the application calls it' }];
  });
}

function eventTableOf({ name }: EventRow): string {
  return snakeCase(name);
}

function namedColumns(columns: readonly EventColumn[], events: readonly JourneyEvent[]): EventColumn[] {
  return withProperties(columns, events).map((column) =>
    column.name === 'event' ? { ...column, name: 'name', description: 'Name of the page or screen' } : column,
  );
}

/** A table for each event, with a name that no other table has. */
function freeNames(taken: Set<string>): (event: string) => string {
  return (event) => {
    let name = snakeCase(event);
    while (taken.has(name)) name = `_${name}`;
    taken.add(name);
    return name;
  };
}
