import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { startWatchdog, type Watchdog } from '../../time/host.js';
import { AdapterFault } from './adapter-fault.js';
import { type Channel, type ChannelOptions, quotedBriefly } from './channel.js';
import { Lines } from './lines.js';
import { maximumLineBytes } from './protocol.js';
import { SdkLog } from './sdk-log.js';

/** How long a process that has ended may keep its pipes open, by children of its own, before it is given up. */
const pipesLimitMs = 1_000;

/** Whoever ends this process takes the adapters with it. */
const running = new Set<ChildProcessChannel>();
process.on('exit', () => {
  for (const channel of running) channel.kill();
});

interface Question {
  readonly what: string;
  readonly watchdog: Watchdog;
  resolve(line: string): void;
  reject(fault: AdapterFault): void;
}

/** An adapter that is a program: it is asked on its standard input, and answers on its standard output. */
export class ChildProcessChannel implements Channel {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines = new Lines(maximumLineBytes);
  readonly #log: SdkLog;
  #question: Question | undefined;
  /** Why nothing can be asked any more. */
  #fault: string | undefined;

  /** @param command as a shell takes it */
  constructor(command: string, { onLog, environment = {} }: ChannelOptions) {
    this.#log = new SdkLog(onLog);
    this.#child = spawn(command, {
      shell: true,
      stdio: 'pipe',
      // A group of its own, so that what the shell starts can be ended with it.
      detached: process.platform !== 'win32',
      env: { ...process.env, TZ: 'UTC', ...environment },
    });
    running.add(this);
    const { stdin, stdout, stderr } = this.#child;
    // A process that reads no more ends, and is told of then.
    stdin.on('error', () => {});
    stdout.on('data', (piece: Buffer) => this.#read(piece));
    stderr.on('data', (piece: Buffer) => {
      if (!this.#log.take(piece)) this.#fail('writes to its standard error without end');
    });
    this.#child.once('error', (error) => this.#fail(`cannot be started: ${error.message}`));
    this.#child.once('exit', (code, signal) => {
      // A shell that waited for it says by its own code that it was killed.
      const killedBy = signal ?? (code !== null && code > 128 ? `signal ${code - 128}` : undefined);
      const how = killedBy === undefined ? `ended by itself with code ${code}` : `was ended by ${killedBy}`;
      startWatchdog(pipesLimitMs, () => this.#ended(how));
      this.#child.once('close', () => this.#ended(how));
    });
  }

  ask(line: string, what: string, limitMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      // Who asks while an answer is owed, as at the end of a run that is interrupted, gives that answer up.
      if (this.#question !== undefined) this.#fail(`was closed before it had answered ${this.#question.what}`);
      if (this.#fault !== undefined) {
        reject(this.#described(this.#fault));
        return;
      }
      const watchdog = startWatchdog(limitMs, () =>
        this.#fail(`did not answer ${what} within ${limitMs / 1_000} s of real time`),
      );
      this.#question = { what, watchdog, resolve, reject };
      this.#child.stdin.write(`${line}\n`);
    });
  }

  get fault(): AdapterFault | undefined {
    return this.#fault === undefined ? undefined : this.#described(this.#fault);
  }

  beginTimeline(): void {
    this.#log.beginTimeline();
  }

  async close(): Promise<void> {
    const owed = this.#question === undefined ? '' : ` before it had answered ${this.#question.what}`;
    this.#fail(`was closed${owed}`);
    this.kill();
  }

  kill(): void {
    running.delete(this);
    const { pid } = this.#child;
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy();
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // The whole group has ended already.
    }
  }

  #read(piece: Buffer): void {
    const lines = this.#lines.take(piece);
    if (lines === 'too long') {
      this.#fail(`wrote a line of more than ${maximumLineBytes} bytes to its standard output`);
      return;
    }
    for (const line of lines) {
      const question = this.#question;
      if (question === undefined) {
        this.#fail(`wrote a line to its standard output that nobody had asked for: ${quotedBriefly(line)}`);
        return;
      }
      this.#question = undefined;
      question.watchdog.cancel();
      question.resolve(line);
    }
  }

  #ended(how: string): void {
    const { unfinished } = this.#lines;
    const half = unfinished === '' ? '' : ` in the middle of a line, ${quotedBriefly(unfinished)},`;
    const question = this.#question;
    this.#fail(question === undefined ? `${how}${half}` : `${how}${half} before it had answered ${question.what}`);
  }

  /** The first thing that goes wrong is why; nothing is read any more. */
  #fail(fault: string): void {
    if (this.#fault !== undefined) return;
    this.#fault = fault;
    this.kill();
    const question = this.#question;
    this.#question = undefined;
    question?.watchdog.cancel();
    question?.reject(this.#described(fault));
  }

  #described(fault: string): AdapterFault {
    const { last } = this.#log;
    const said = last === '' ? '' : `; the end of its standard error: ${quotedBriefly(last)}`;
    return new AdapterFault(`the adapter ${fault}${said}`);
  }
}
