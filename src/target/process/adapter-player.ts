import type { Step, StepAction, Timeline } from '../../record/timeline.js';
import type { LogEntry, Trace } from '../../record/trace.js';
import { hostTurn } from '../../time/host.js';
import type { CollectedRequest } from '../../wire/collector/collector.js';
import { TraceRecorder } from '../web/trace-recorder.js';
import type { Connection } from './connection.js';
import { DataPlanes, type Listening } from './data-planes.js';
import type { Capability, StepAnswer } from './protocol.js';
import type { TimelineClock } from './timeline-clock.js';

/** What a player needs to know of the adapter and of how it is reached. */
export interface AdapterPlay {
  readonly target: string;
  readonly seed: number;
  readonly capabilities: readonly Capability[];
  readonly listening: Listening;
  readonly clock: TimelineClock;
  /** Real time for the answer to one message. */
  readonly limitMs: number;
}

/** Plays one timeline through an adapter, and writes down what arrives at the collectors. */
export class AdapterPlayer {
  readonly #timeline: Timeline;
  readonly #play: AdapterPlay;
  readonly #recorder: TraceRecorder;
  #current: Step | undefined;

  constructor(timeline: Timeline, play: AdapterPlay) {
    this.#timeline = timeline;
    this.#play = play;
    this.#recorder = new TraceRecorder(timeline, play.clock, false);
  }

  /** A line of the SDK's log; what is logged between two timelines belongs to none. */
  readonly log = (level: LogEntry['level'], text: string): void => {
    if (this.#current !== undefined) this.#recorder.log(this.#current, level, text);
  };

  /** @throws AdapterFault as `Connection.ask` */
  async play(connection: Connection): Promise<Trace> {
    const { target, listening, clock, seed, limitMs } = this.#play;
    const planes = await DataPlanes.open(this.#timeline, listening, (from, request) => this.#arrived(from, request));
    try {
      await clock.begin();
      await connection.ask({ command: 'open', startMs: clock.read().wallMs, seed }, limitMs);
      for (const [index, step] of this.#timeline.steps.entries()) {
        this.#recorder.beginStep(index);
        this.#current = step;
        await this.#carryOut(step, connection, planes);
        // What was written before the answer, to whichever pipe or socket, has been read when this turn is over.
        await hostTurn();
        this.#recorder.endStep();
      }
      await connection.conclude();
    } finally {
      this.#current = undefined;
      await planes.close();
    }
    return {
      timeline: this.#timeline.id,
      target,
      entries: this.#recorder.entries,
      elapsedMs: clock.read().elapsedMs,
      timersFired: 0,
    };
  }

  async #carryOut(step: Step, connection: Connection, planes: DataPlanes): Promise<void> {
    const { action } = step;
    const { clock, limitMs } = this.#play;
    const at = this.#recorder.record({ kind: 'step', ...this.#recorder.at(step), action });
    switch (action.kind) {
      case 'wait':
        return clock.move(connection, 'tick', action.durationMs, limitMs);
      case 'sleep':
        return clock.move(connection, 'sleep', action.durationMs, limitMs);
      case 'setClock':
        return clock.move(connection, 'set', action.byMs, limitMs);
      case 'server':
        return planes.answerWith(action.answer);
      case 'network':
        planes.connect(step.device, action.state === 'online');
        break;
      case 'open':
        if (!this.#play.capabilities.includes('open')) return;
        break;
    }
    const { device, client } = step;
    const command = {
      command: 'step',
      device,
      client,
      dataPlaneUrl: planes.urlFor(step),
      action: clock.asSent(action),
    } as const;
    const answer = await connection.ask(command, limitMs);
    this.#note(step, action, answer, at);
  }

  #note(step: Step, action: StepAction, { value, threw }: StepAnswer, at: number): void {
    this.#recorder.noteThrown(at, threw);
    if (action.kind !== 'getSessionId' || threw !== undefined) return;
    this.#recorder.record({ kind: 'return', ...this.#recorder.at(step), value: value ?? null });
  }

  #arrived(from: Pick<Step, 'device' | 'client'> | undefined, request: CollectedRequest): void {
    const step = this.#current;
    // What asks for its configuration, or whether it may send, sends nothing.
    if (step === undefined || request.purpose === 'sourceConfig' || request.method === 'OPTIONS') return;
    this.#recorder.request({ ...step, ...from }, request, request.status);
  }
}
