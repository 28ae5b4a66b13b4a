import type { Timeline } from '../../src/record/timeline.js';
import type { TargetDescription, Trace, TraceEntry } from '../../src/record/trace.js';
import { type Target, UntestableError } from '../../src/target/target.js';
import { caseOf, traceOf } from '../judge/fixture.js';

/** Small targets that misbehave in one way each: the engine's trace, spoilt on its way out. */
export class SpoiltTarget implements Target {
  readonly description: TargetDescription = {
    name: 'spoilt',
    subject: 'a spoilt engine',
    version: '1',
    environment: 'test',
    executed: true,
    platform: 'web',
  };
  /** The timelines that it was asked to play, in order. */
  readonly played: string[] = [];
  closed = false;
  readonly #spoil: (trace: Trace, timeline: Timeline) => Trace;

  constructor(spoil: (trace: Trace, timeline: Timeline) => Trace = (trace) => trace) {
    this.#spoil = spoil;
  }

  async play(timeline: Timeline): Promise<Trace> {
    this.played.push(timeline.id);
    return this.#spoil(traceOf({ ...caseOf([]), timeline }), timeline);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** It cannot play the timelines of these ids; all of them when none is given. */
export function hanging(ids?: readonly string[]): SpoiltTarget {
  return new SpoiltTarget((trace, { id }) => {
    if (ids === undefined || ids.includes(id)) throw new UntestableError('the SDK hung');
    return trace;
  });
}

/** Its messages say that no time has passed. */
export function stoppedClock(trace: Trace): Trace {
  const [first] = trace.entries.filter((entry) => entry.kind === 'message');
  const entries: TraceEntry[] = trace.entries.map((entry) =>
    entry.kind === 'message'
      ? { ...entry, body: { ...entry.body, originalTimestamp: first?.body.originalTimestamp ?? null } }
      : entry,
  );
  return { ...trace, entries };
}
