import { type Boundary, isBeyond } from '../../engine/session.js';

const minuteMs = 60_000;

/** From a minute to a day, each some 1.2 times the one before: whole minutes that people would choose. */
export const ladderMs: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 960,
  1200, 1440,
].map((minutes) => minutes * minuteMs);

export interface CurvePoint {
  readonly timeoutMs: number;
  readonly sessions: number;
}

/** How many sessions every timeout of the ladder would leave, from the gaps between the events of each user. */
export class GapCurve {
  readonly #boundary: Boundary;
  /** How many gaps end sessions at a step of the ladder and not at the next; in front those that end none. */
  readonly #gaps = new Float64Array(ladderMs.length + 1);
  #users = 0;

  constructor(boundary: Boundary) {
    this.#boundary = boundary;
  }

  /** @param gapMs since the event before; absent for the first event of a user */
  add(gapMs: number | undefined): void {
    if (gapMs === undefined) {
      this.#users += 1;
      return;
    }
    let step = 0;
    while (step < ladderMs.length && isBeyond(gapMs, ladderMs[step] as number, this.#boundary)) step += 1;
    this.#gaps[step] = (this.#gaps[step] as number) + 1;
  }

  points(): CurvePoint[] {
    let sessions = this.#users;
    return [...ladderMs.entries()]
      .reverse()
      .map(([step, timeoutMs]) => {
        sessions += this.#gaps[step + 1] as number;
        return { timeoutMs, sessions };
      })
      .reverse();
  }
}

/** A curve that is nowhere further than this below the straight line, as a share of its height, has no bend. */
const leastDepth = 0.05;

/**
 * Where the curve bends: of points from the shortest timeout to the longest, the one that lies furthest below the straight
 * line between the ends, with the timeouts on a logarithmic axis. A longer timeout joins little more than that one does.
 * @returns nothing when the curve is close to straight, or lies above the line
 */
export function bendOf(points: readonly CurvePoint[]): CurvePoint | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first.sessions <= last.sessions) return undefined;
  const width = Math.log(last.timeoutMs / first.timeoutMs);
  let deepest = leastDepth;
  let bend: CurvePoint | undefined;
  for (const point of points) {
    const across = Math.log(point.timeoutMs / first.timeoutMs) / width;
    const height = (point.sessions - last.sessions) / (first.sessions - last.sessions);
    const depth = 1 - across - height;
    if (depth > deepest) [deepest, bend] = [depth, point];
  }
  return bend;
}
