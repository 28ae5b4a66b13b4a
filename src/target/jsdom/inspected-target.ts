import inspector from 'node:inspector';
import { Script } from 'node:vm';
import type { Timeline } from '../../record/timeline.js';
import type { TargetDescription, Trace } from '../../record/trace.js';
import { InputError } from '../../spec/input-error.js';
import { hostTurn } from '../../time/host.js';
import { readSdk } from '../executed.js';
import { type Target, UntestableError } from '../target.js';
import { listenForStrayRejections } from './stray-rejections.js';
import type { WorkerSetup } from './worker-messages.js';

/** What is looked at in a debugger, and where. */
export interface Inspection {
  /** The id of the timeline. */
  readonly timeline: string;
  /** The index of the step before which the debugger pauses. */
  readonly step: number;
  /** Of the loopback interface; 0 for any that is free. */
  readonly port: number;
  /** Told of the address of the debugger's socket as soon as one may attach. */
  readonly onListening: (url: string) => void;
}

/**
 * Plays one timeline in this very thread, with the debugger of Node open, and nobody watches how long it takes; every
 * other timeline is left to `others`. Virtual time stands still while the debugger pauses, for it only moves in steps.
 */
export class InspectedTarget implements Target {
  readonly #others: Target;
  readonly #setup: WorkerSetup;
  readonly #inspection: Inspection;

  constructor(others: Target, setup: WorkerSetup, inspection: Inspection) {
    this.#others = others;
    this.#setup = setup;
    this.#inspection = inspection;
  }

  get description(): TargetDescription {
    return this.#others.description;
  }

  /** @throws InputError when the port cannot be listened on */
  async play(timeline: Timeline): Promise<Trace> {
    if (timeline.id !== this.#inspection.timeline) return this.#others.play(timeline);
    process.env.TZ = 'UTC';
    // Here and not above, because the browser takes long to load and nobody else needs it in this thread.
    const { playInJsdom } = await import('./player.js');
    this.#inspection.onListening(openInspector(this.#inspection.port));
    inspector.waitForDebugger();
    const { file, target } = this.#setup;
    const stopListening = listenForStrayRejections(() => {});
    try {
      return await playInJsdom(timeline, readSdk(target, file, { inspected: true }), target, {
        ...this.#setup,
        beforeStep: (step) => {
          if (step === this.#inspection.step) pause(timeline, step);
        },
      });
    } catch (error) {
      throw new UntestableError(error instanceof Error ? error.message : String(error));
    } finally {
      // What the SDK rejected last must not end this process.
      await hostTurn();
      stopListening();
    }
  }

  close(): Promise<void> {
    return this.#others.close();
  }
}

/** @returns the address of its socket */
function openInspector(port: number): string {
  // Somebody may have started this process with a debugger already.
  if (inspector.url() === undefined) inspector.open(port, '127.0.0.1');
  const url = inspector.url();
  if (url === undefined) {
    const message = `the debugger cannot listen on port ${port} of 127.0.0.1; another program probably does`;
    throw new InputError([{ message, allowed: '--inspect-port 0 for any port that is free' }]);
  }
  return url;
}

/** A script of its own, so that whoever looks at the debugger reads where the timeline stands. */
function pause({ steps }: Timeline, step: number): void {
  const lines = [
    `// Virtual time stands still before step ${step + 1} of ${steps.length}:`,
    `// ${JSON.stringify(steps[step]?.action)}`,
    '// Set breakpoints in the script of the SDK, then resume.',
    'debugger;',
  ];
  new Script(lines.join('\n'), { filename: `lapse-step-${step + 1}.js` }).runInThisContext();
}
