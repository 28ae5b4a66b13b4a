/** What one published version of an SDK does with one requirement. */
export interface TrendCell {
  readonly requirement: string;
  /** As an outcome in `coverage.csv`, with no deviations on record. */
  readonly verdict: string;
  /** Ids of the scenarios in which it does not hold, in their order. */
  readonly failing: readonly string[];
  /** What the first of them saw, in one sentence; absent if none fails. */
  readonly witness?: string;
}

/** What one published version does. */
export interface TrendVersion {
  readonly version: string;
  /** Of all that the result rests on but the SDK, so that one can tell whether it is of today. */
  readonly suite: string;
  /** The beginning of the SHA-256 of the script that was run. */
  readonly script: string;
  readonly cells: readonly TrendCell[];
  /** Present where it could not be judged as a whole, so that nothing is made of what it seems to keep. */
  readonly isUncertain?: true;
}

/** A requirement that holds in one version and not in the one before, or the other way round. */
export interface TrendTurn {
  readonly requirement: string;
  readonly turn: 'breaks' | 'holds' | 'shrinks' | 'grows';
  readonly version: string;
  readonly after: string;
  readonly failingBefore: readonly string[];
  readonly failingNow: readonly string[];
  readonly witness?: string;
}

const broken: ReadonlySet<string> = new Set(['breaks', 'warns']);

/** Whether a version does not keep a requirement, be it a MUST or a SHOULD. */
export function isBroken({ verdict }: Pick<TrendCell, 'verdict'>): boolean {
  return broken.has(verdict);
}

/** Where versions part from the last one before that could be judged, in the order of versions and then of requirements. */
export function turnsOf(versions: readonly TrendVersion[]): TrendTurn[] {
  const certain = versions.filter(({ isUncertain }) => isUncertain === undefined);
  return certain.slice(1).flatMap((now, index) => {
    const before = certain[index];
    return before === undefined ? [] : now.cells.flatMap((cell) => turnOf(cell, before, now.version) ?? []);
  });
}

function turnOf(now: TrendCell, { version: after, cells }: TrendVersion, version: string): TrendTurn | undefined {
  const before = cells.find(({ requirement }) => requirement === now.requirement);
  if (before === undefined) return undefined;
  const turn = kindOf(before, now);
  if (turn === undefined) return undefined;
  const { requirement } = now;
  const witness = turn === 'holds' || turn === 'shrinks' ? before.witness : now.witness;
  const failing = { failingBefore: before.failing, failingNow: now.failing };
  return { requirement, turn, version, after, ...failing, ...(witness === undefined ? {} : { witness }) };
}

function kindOf(before: TrendCell, now: TrendCell): TrendTurn['turn'] | undefined {
  const [was, is] = [isBroken(before), isBroken(now)];
  if (!was && is) return 'breaks';
  if (was && !is) return 'holds';
  if (before.failing.length > now.failing.length) return 'shrinks';
  if (before.failing.length < now.failing.length) return 'grows';
  return undefined;
}
