import { createColors } from 'picocolors';
import { setEngineFlags } from '../time/host-engine.js';

/** Where a command writes and what it knows of its surroundings; the only place that touches the process. */
export const environment = {
  out(text: string): void {
    process.stdout.write(text);
  },
  /** Resolves when the reader can take more. */
  outBytes(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (process.stdout.write(bytes)) resolve();
      else process.stdout.once('drain', resolve);
    });
  },
  error(text: string): void {
    process.stderr.write(text);
  },
  /** Ctrl+C, which would otherwise end the process at once. */
  onInterrupt(listener: () => void): void {
    process.on('SIGINT', listener);
  },
  /**
   * Aborts the signal at the first Ctrl+C or request to end, with its name as the reason; a second one ends the process at
   * once, as if nobody listened.
   */
  interruption(): AbortSignal {
    const controller = new AbortController();
    const listen = (name: 'SIGINT' | 'SIGTERM'): void => {
      process.removeListener('SIGINT', listen).removeListener('SIGTERM', listen);
      controller.abort(name);
    };
    process.on('SIGINT', listen).on('SIGTERM', listen);
    return controller.signal;
  },
  /** However the process ends, but for a signal that it cannot answer. */
  onExit(listener: () => void): void {
    process.on('exit', listener);
    process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
  },
  /**
   * For work that hands large pieces of memory from thread to thread: those are counted against the small heap of each
   * thread, which would be searched for what is not used again and again. From now on it may grow to so many times of what is
   * used before it is searched.
   */
  letHeapsGrow(times: number): void {
    setEngineFlags([`--heap-growing-percent=${(times - 1) * 100}`]);
  },
  exit(code: number): never {
    process.exit(code);
  },
  get nodeVersion(): string {
    return process.versions.node;
  },
  /** Colour on the standard output: only on a terminal, and never with `NO_COLOR`. */
  get colour(): boolean {
    return wantsColour(process.stdout.isTTY === true);
  },
  /** In letters; of a file or a pipe, what most terminals have. */
  get width(): number {
    return process.stdout.columns ?? 100;
  },
  /** Whether the language settings name no letters but those of ASCII. */
  get isAscii(): boolean {
    const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || '';
    return ['C', 'POSIX'].includes(locale);
  },
  /** Progress is for people, who have a terminal. */
  get showsProgress(): boolean {
    return process.stderr.isTTY === true && !this.isPipeline;
  },
  /** Whether nobody watches, and what is to be looked at later has to be kept: `CI` is set, as pipelines do. */
  get isPipeline(): boolean {
    return !['', '0', 'false'].includes(process.env.CI ?? '');
  },
  get colours() {
    return createColors(wantsColour(process.stderr.isTTY === true));
  },
};

function wantsColour(terminal: boolean): boolean {
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '') return false;
  if (process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0') return true;
  return terminal;
}
