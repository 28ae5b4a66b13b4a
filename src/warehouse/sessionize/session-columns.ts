import type { TextColumn } from '../read/column-choice.js';
import { giveBack } from '../read/give-back.js';

const firstCapacity = 1_024;

/** Sessions side by side, to be read. */
export type CutSessions = Readonly<
  Pick<
    SessionColumns,
    | 'length'
    | 'users'
    | 'startsMs'
    | 'endsMs'
    | 'counts'
    | 'indices'
    | 'ties'
    | 'pageCounts'
    | 'entries'
    | 'exits'
    | 'campaigns'
    | 'conversions'
  >
>;

/** Sessions side by side, column by column: a number of each session at the place of the session. */
export class SessionColumns {
  /** How many sessions there are. */
  length = 0;
  users: Int32Array = new Int32Array(firstCapacity);
  startsMs: Float64Array = new Float64Array(firstCapacity);
  endsMs: Float64Array = new Float64Array(firstCapacity);
  /** How many events. */
  counts: Int32Array = new Int32Array(firstCapacity);
  /** The place of the session among those of its user, from 1. */
  indices: Int32Array = new Int32Array(firstCapacity);
  /** The place among the sessions of the user that begin at the same instant, from 1. */
  ties: Int32Array = new Int32Array(firstCapacity);
  /** How often the page was another one than at the event before; the first counts. */
  pageCounts: Int32Array;
  entries: Int32Array;
  exits: Int32Array;
  campaigns: Int32Array;
  conversions: Int32Array;
  readonly #has: ReadonlySet<TextColumn>;

  constructor(has: ReadonlySet<TextColumn>) {
    this.#has = has;
    const capacityOf = (column: TextColumn): number => (has.has(column) ? firstCapacity : 0);
    this.pageCounts = new Int32Array(capacityOf('page'));
    this.entries = new Int32Array(capacityOf('page'));
    this.exits = new Int32Array(capacityOf('page'));
    this.campaigns = new Int32Array(capacityOf('campaign'));
    this.conversions = new Int32Array(capacityOf('event'));
  }

  /** Makes room for one more session, and returns its place. */
  add(): number {
    if (this.length === this.users.length) this.#grow(this.length * 2);
    return this.length++;
  }

  /** Takes the sessions before the places that are kept away, which move to the front in their order. */
  keep(places: Int32Array): void {
    for (const column of columnsOfSessions(this)) {
      for (let place = 0; place < places.length; place++) column[place] = column[places[place] as number] as number;
    }
    this.length = places.length;
  }

  /** A copy of the sessions of some places, in the order of these. */
  copyOf(places: Int32Array): CutSessions {
    const integers = (column: Int32Array): Int32Array =>
      column.length === 0 ? column : gatheredFrom(column, new Int32Array(places.length), places);
    const times = (column: Float64Array): Float64Array => gatheredFrom(column, new Float64Array(places.length), places);
    return {
      length: places.length,
      users: integers(this.users),
      startsMs: times(this.startsMs),
      endsMs: times(this.endsMs),
      counts: integers(this.counts),
      indices: integers(this.indices),
      ties: integers(this.ties),
      pageCounts: integers(this.pageCounts),
      entries: integers(this.entries),
      exits: integers(this.exits),
      campaigns: integers(this.campaigns),
      conversions: integers(this.conversions),
    };
  }

  #grow(capacity: number): void {
    this.users = larger(this.users, capacity);
    this.startsMs = largerTimes(this.startsMs, capacity);
    this.endsMs = largerTimes(this.endsMs, capacity);
    this.counts = larger(this.counts, capacity);
    this.indices = larger(this.indices, capacity);
    this.ties = larger(this.ties, capacity);
    if (this.#has.has('page')) {
      this.pageCounts = larger(this.pageCounts, capacity);
      this.entries = larger(this.entries, capacity);
      this.exits = larger(this.exits, capacity);
    }
    if (this.#has.has('campaign')) this.campaigns = larger(this.campaigns, capacity);
    if (this.#has.has('event')) this.conversions = larger(this.conversions, capacity);
  }
}

/** The columns that sessions have. */
export function columnsOfSessions(sessions: CutSessions): (Int32Array | Float64Array)[] {
  const { users, startsMs, endsMs, counts, indices, ties } = sessions;
  const { pageCounts, entries, exits, campaigns, conversions } = sessions;
  const all = [users, startsMs, endsMs, counts, indices, ties, pageCounts, entries, exits, campaigns, conversions];
  return all.filter(({ length }) => length > 0);
}

function gatheredFrom<Numbers extends Int32Array | Float64Array>(
  from: Numbers,
  to: Numbers,
  places: Int32Array,
): Numbers {
  for (let place = 0; place < places.length; place++) to[place] = from[places[place] as number] as number;
  return to;
}

/** The same numbers with room for more, which are 0; what had them before is empty then. */
export function larger(from: Int32Array, capacity: number): Int32Array {
  const to = new Int32Array(capacity);
  to.set(from);
  giveBack(from);
  return to;
}

export function largerTimes(from: Float64Array, capacity: number): Float64Array {
  const to = new Float64Array(capacity);
  to.set(from);
  giveBack(from);
  return to;
}
