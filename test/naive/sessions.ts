/**
 * A second, naive opinion about the sessions of one client that loads once, as a query in a warehouse would form it: list
 * what happened with its times, sort, then split. It is written from the requirements that it names and shares nothing
 * with the engine, neither code nor types; test/house sees to that.
 */

/** Something that concerns sessions, at the wall clock of the device. */
export interface Happening {
  readonly atMs: number;
  readonly what: 'load' | 'event' | 'read' | 'leave' | 'return' | 'start' | 'end' | 'reset';
  /** The caller's own id, of a `start`. */
  readonly id?: number;
}

/** What the edition lays down, and what the policy chooses. */
export interface Contract {
  readonly timeoutMs: number;
  /** Whether inactivity of exactly the timeout ends a session. */
  readonly inclusive: boolean;
  readonly idUnitMs: 1 | 1_000;
  /** Of an id of the caller (SES-MANUAL-003, -015), and what `startSession` does with a shorter one. */
  readonly leastDigits: number;
  readonly shortId: 'replaced' | 'ignored';
  /** Where an automatic session begins: with the load (SES-ID-002), or with its first event (SES-ID-001). */
  readonly beginsWith: 'load' | 'event';
  /** Where inactivity is looked at: at each event (SES-TIMEOUT-003, -015), or on return (SES-TIMEOUT-013, -014). */
  readonly looksAt: 'event' | 'return';
  /** What else is activity than an event in the foreground (SES-TIMEOUT-006); nothing else is (SES-TIMEOUT-005). */
  readonly activity: Readonly<Record<'leave' | 'return' | 'reset' | 'eventInBackground', boolean>>;
}

/** What the wire shows of an event: the id of its session, if it has one, and whether it is marked as the first. */
export interface Shown {
  readonly id: number | undefined;
  readonly start: boolean;
}

type Placed = Happening & { readonly inBackground: boolean };

/** What happened in one session, or, with `session: false`, between sessions. */
interface Part {
  readonly session: boolean;
  readonly happenings: Placed[];
}

/** One entry for each event, in the order of time. */
export function naiveSessions(happenings: readonly Happening[], contract: Contract): Shown[] {
  const sorted = [...happenings].sort((left, right) => left.atMs - right.atMs);
  const counting = sorted.filter((each) => !isShort(each, contract) || contract.shortId === 'replaced');
  return show(split(chapters(placed(counting)), contract), contract);
}

function isShort({ what, id }: Happening, { leastDigits }: Contract): boolean {
  return what === 'start' && id !== undefined && String(id).length < leastDigits;
}

/** Who has not left cannot return. */
function placed(sorted: readonly Happening[]): Placed[] {
  const result: Placed[] = [];
  let inBackground = false;
  for (const each of sorted) {
    if (each.what !== 'return' || inBackground) result.push({ ...each, inBackground });
    if (each.what === 'leave') inBackground = true;
    if (each.what === 'return') inBackground = false;
  }
  return result;
}

/**
 * Calls that replace or clear the session, whatever it is: `startSession` (SES-MANUAL-001, -009, -010), `endSession`
 * (SES-MANUAL-004), `reset` (SES-RESET-001, -003; the earlier edition is silent and is read likewise).
 */
function chapters(sorted: readonly Placed[]): Placed[][] {
  const result: Placed[][] = [];
  for (const each of sorted) {
    if (['load', 'start', 'end', 'reset'].includes(each.what)) result.push([]);
    result.at(-1)?.push(each);
  }
  return result;
}

function split(parts: readonly Placed[][], contract: Contract): Part[] {
  const result: Part[] = [];
  let mode: 'automatic' | 'manual' | 'none' = 'none';
  let activeMs = Number.NEGATIVE_INFINITY;
  for (const happenings of parts) {
    const what = happenings[0]?.what;
    // SES-CONFIG-001; a reset begins a session of the kind that it ended, and none where there is none (SES-RESET-002).
    if (what === 'load') mode = 'automatic';
    else if (what === 'start') mode = 'manual';
    else if (what === 'end') mode = 'none';
    if (mode !== 'automatic') {
      // SES-MANUAL-007: no inactivity ends it.
      result.push({ session: mode === 'manual', happenings });
      continue;
    }
    const { sessions, lastActiveMs } = splitByGaps(happenings, activeMs, contract);
    result.push(...sessions);
    activeMs = lastActiveMs;
  }
  return result;
}

/** @param activeMs the last activity of the automatic session that a reset has just ended */
function splitByGaps(happenings: readonly Placed[], activeMs: number, contract: Contract) {
  const { timeoutMs, inclusive, beginsWith, looksAt, activity } = contract;
  const sessions: Part[] = [];
  let lastActiveMs = activeMs;
  for (const each of happenings) {
    const quietMs = each.atMs - lastActiveMs;
    const begins =
      sessions.length === 0
        ? beginsWith === 'load' || each.what === 'event'
        : each.what === looksAt && (inclusive ? quietMs >= timeoutMs : quietMs > timeoutMs);
    if (begins) sessions.push({ session: true, happenings: [] });
    sessions.at(-1)?.happenings.push(each);
    const isActivity =
      each.what === 'event'
        ? !each.inBackground || activity.eventInBackground
        : (each.what === 'leave' || each.what === 'return' || each.what === 'reset') && activity[each.what];
    // Nobody was inactive before there was a session; only the one after a reset may count on from before.
    if (isActivity || (begins && each.what !== 'reset')) lastActiveMs = each.atMs;
  }
  return { sessions, lastActiveMs };
}

/**
 * The id is the time at which the session began (SES-ID-001, -002, -009, SES-MANUAL-002, -012) or the caller's, verbatim
 * (SES-MANUAL-003). No other session of the device has it (SES-ID-004), so a time that is taken gives way to the next.
 * The first message of a session is marked, and no other (SES-START-001, -002).
 */
function show(parts: readonly Part[], contract: Contract): Shown[] {
  const taken = new Set<number>();
  return parts.flatMap(({ session, happenings }) => {
    const events = happenings.filter(({ what }) => what === 'event');
    const [first] = happenings;
    if (!session || first === undefined) return events.map((): Shown => ({ id: undefined, start: false }));
    let id = Math.floor(first.atMs / contract.idUnitMs);
    while (taken.has(id)) id += 1;
    if (first.what === 'start' && first.id !== undefined && !isShort(first, contract)) id = first.id;
    taken.add(id);
    return events.map((_, index): Shown => ({ id, start: index === 0 }));
  });
}
