import { quantileOf } from '../../src/dataset/check/distribution-facts.js';
import type { Distribution, Population, Property, Shares } from '../../src/dataset/population.js';
import type { EventRow, SessionRow, UserData, VisitRow, VisitSessionRow } from '../../src/dataset/rows.js';
import { type RandomStream, randomStream } from '../../src/record/random-stream.js';

/**
 * A plain reading of what a population means, for the tests of what looks at datasets: no tracker, no growth, none of the
 * rarer dirt. It shares nothing with the generator, which the checks are to judge.
 */
export function plainUsers(population: Population, count: number, days: number, seed = 1): UserData[] {
  return Array.from({ length: count }, (_, person) =>
    plainUser(population, person, days, randomStream(seed, `user ${person}`)),
  );
}

const dayMs = 86_400_000;
const timeoutMs = 1_800_000;

function plainUser(population: Population, person: number, days: number, random: RandomStream): UserData {
  const { dirt } = population;
  const cohortName = pick(new Map(population.cohorts.map(({ name, share }) => [name, share])), random);
  const cohort = population.cohorts.find(({ name }) => name === cohortName) ?? fail();
  const isBot = random.fraction() < dirt.bots.share;
  const timeZone = pick(cohort.timeZones, random);
  const devices = Array.from({ length: Number(pick(cohort.devices, random)) }, (_, index) => ({
    id: `d${person}-${index + 1}`,
    kind: pick(cohort.deviceKinds, random),
    isSkewed: random.fraction() < dirt.skewedClock.share,
  }));
  const visits: VisitRow[] = [];
  const sessions = new Map<string, SessionRow>();
  const visitSessions: VisitSessionRow[] = [];
  const events: EventRow[] = [];
  let lost = 0;
  for (const startMs of visitStarts(population, cohortName, timeZone, days, random)) {
    const device = devices[Math.floor(random.fraction() * devices.length)] ?? fail();
    const campaign = pick(cohort.acquisition, random);
    const journeyName = pick(cohort.journeys, random);
    const journey = population.journeys.get(journeyName) ?? fail();
    const visit = visits.length;
    let atMs = startMs;
    const made: EventRow[] = [];
    for (let name = pick(journey.entry, random); name !== 'exit'; ) {
      const state = journey.states.get(name) ?? fail();
      const { event } = state;
      if (event !== undefined) {
        const properties = event.properties.map(({ name, value }) => [name, drawValue(value, random)] as const);
        const revenue = properties.find(([name]) => name === event.conversion?.revenueProperty)?.[1];
        made.push({
          messagePrefix: `m${person}-`,
          messageGroups: `${visit}-`,
          messageNumber: made.length,
          type: event.type,
          name: event.name,
          anonymousId: `a-${device.id}`,
          userId: undefined,
          sessionId: undefined,
          sessionStart: undefined,
          originalTimestampMs: atMs,
          sentAtMs: atMs,
          receivedAtMs: atMs + 100,
          timestampMs: atMs,
          channel: 'web',
          url: undefined,
          path: event.path,
          referrer: undefined,
          campaign: population.campaigns.get(campaign),
          deviceId: device.id,
          deviceKind: device.kind,
          tab: 1,
          timeZone,
          properties,
          revenue: typeof revenue === 'number' ? revenue : undefined,
          cohort: cohortName,
          person,
          visit,
          state: name,
          isConversion: event.conversion !== undefined,
          trueTimestampMs: atMs,
          dirt: {
            late: false,
            duplicate: false,
            reordered: false,
            skewedClock: device.isSkewed,
            jumpedClock: false,
            bot: isBot,
            missingId: random.fraction() < dirt.missingId.share,
            afterCrash: false,
            sharedDevice: false,
            faultySdk: false,
            boundaryGap: false,
          },
        });
      }
      atMs += Math.round(draw(state.dwell, random));
      name = pick(state.next, random);
    }
    stamp(made, sessions, cohortName, campaign);
    for (const id of new Set(made.map(({ sessionId }) => sessionId))) {
      if (id === undefined) continue;
      const inBoth = made.filter(({ sessionId }) => sessionId === id).length;
      visitSessions.push({ visitId: `v${person}-${visit}`, sessionId: id, deviceId: device.id, events: inBoth });
    }
    for (const event of made) {
      // The last has no next one that could overtake it.
      event.dirt.reordered = event !== made.at(-1) && random.fraction() < dirt.reordered.share;
      if (random.fraction() < dirt.lost.share) {
        lost += 1;
        continue;
      }
      const late = random.fraction() < dirt.late.share;
      event.dirt.late = late;
      if (late) event.receivedAtMs += draw(dirt.late.delay, random);
      events.push(event);
      if (random.fraction() < dirt.duplicated.share)
        events.push({ ...event, dirt: { ...event.dirt, duplicate: true } });
    }
    visits.push({
      visitId: `v${person}-${visit}`,
      person,
      cohort: cohortName,
      deviceId: device.id,
      startMs,
      endMs: made.at(-1)?.trueTimestampMs ?? startMs,
      events: made.length,
      campaign: campaign === 'direct' ? undefined : campaign,
      journey: journeyName,
      converted: made.some(({ isConversion }) => isConversion),
    });
  }
  const user = {
    person,
    cohort: cohortName,
    userId: undefined,
    anonymousIds: devices.map(({ id }) => `a-${id}`),
    timeZone,
    devices: devices.length,
    isBot,
    arrivedMs: population.startMs,
    churnedMs: undefined,
  };
  return { user, visits, sessions: [...sessions.values()], visitSessions, events, lost, guest: undefined };
}

/** Visits in the order of time; one does not begin within the hour after another, so that none overlap. */
function visitStarts(
  population: Population,
  cohortName: string,
  timeZone: string,
  days: number,
  random: RandomStream,
): number[] {
  const cohort = population.cohorts.find(({ name }) => name === cohortName) ?? fail();
  const offsetMs = timeZone === 'Asia/Kolkata' ? 5.5 * 3_600_000 : 3_600_000;
  const meanWeight = cohort.weekdays.reduce((sum, weight) => sum + weight, 0) / 7;
  const starts: number[] = [];
  for (let day = 0; day < days; day++) {
    const weekday = (new Date(population.startMs + day * dayMs).getUTCDay() + 6) % 7;
    const rate = (draw(cohort.visitsPerDay, random) * (cohort.weekdays[weekday] ?? 0)) / meanWeight;
    let waited = pause(random);
    while (waited < rate) {
      waited += pause(random);
      const hour = Number(pick(new Map(cohort.hours.map((weight, hour) => [String(hour), weight])), random));
      starts.push(population.startMs + day * dayMs + Math.floor((hour + random.fraction()) * 3_600_000) - offsetMs);
    }
  }
  return starts.sort((one, other) => one - other);
}

/** Between two things that happen once a day, in days. */
function pause(random: RandomStream): number {
  return -Math.log(1 - random.fraction());
}

/** A session ends after the timeout without an event on its device. */
function stamp(events: readonly EventRow[], sessions: Map<string, SessionRow>, cohort: string, campaign: string): void {
  for (const event of events) {
    const known = [...sessions.values()].findLast(({ deviceId }) => deviceId === event.deviceId);
    let session = known;
    if (session === undefined || event.trueTimestampMs - session.endMs > timeoutMs) {
      session = {
        sessionId: event.trueTimestampMs,
        anonymousId: event.anonymousId,
        userId: undefined,
        deviceId: event.deviceId,
        person: event.person,
        cohort,
        startMs: event.trueTimestampMs,
        endMs: event.trueTimestampMs,
        events: 0,
        pages: 0,
        conversions: 0,
        revenue: 0,
        campaign: campaign === 'direct' ? undefined : campaign,
        entry: event.state,
        exit: event.state,
      };
      sessions.set(`${event.deviceId} ${session.sessionId}`, session);
      event.sessionStart = true;
    }
    event.sessionId = session.sessionId;
    session.endMs = Math.max(session.endMs, event.trueTimestampMs);
    session.events += 1;
    session.pages += event.type === 'page' ? 1 : 0;
    session.conversions += event.isConversion ? 1 : 0;
    session.revenue += event.revenue ?? 0;
    session.exit = event.state;
  }
}

function pick(shares: Shares, random: RandomStream): string {
  const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
  let left = random.fraction() * total;
  for (const [name, weight] of shares) {
    left -= weight;
    if (left < 0) return name;
  }
  return [...shares.keys()].at(-1) ?? fail();
}

function draw(distribution: Distribution, random: RandomStream): number {
  return quantileOf(distribution, Math.max(1e-12, random.fraction()));
}

function drawValue(value: Property['value'], random: RandomStream): string | number {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return Number(draw(value.distribution, random).toFixed(value.decimals));
    case 'choice':
      return pick(value.shares, random);
    case 'sequence':
      return value.prefix;
  }
}

function fail(): never {
  throw new Error('the population names what it does not have');
}
