import { randomStream } from '../../record/random-stream.js';
import type { Timeline } from '../../record/timeline.js';
import type { LogEntry, TargetDescription, Trace } from '../../record/trace.js';
import { loadPolicy } from '../../spec/policies.js';
import { hostMonotonicMs, hostSleep, hostWallMs } from '../../time/host.js';
import { type Target, UntestableError } from '../target.js';
import { AdapterFault } from './adapter-fault.js';
import { AdapterPlayer } from './adapter-player.js';
import type { Channel } from './channel.js';
import { Connection } from './connection.js';
import type { Listening } from './data-planes.js';
import { FakedClock, FakedTime } from './faked-time.js';
import { type Greeting, openChannel, sayHello } from './greetings.js';
import { whyNotCapable } from './needed-capabilities.js';
import type { HelloAnswer } from './protocol.js';
import { RealClock } from './real-clock.js';
import { type TimelineClock, ToldClock } from './timeline-clock.js';

/** An adapter that has been started anew as often as this, by one job, is not started again. */
const mostRestarts = 10;

/** Real time for the answer to one message. */
const defaultLimitMs = 30_000;

/** How long an adapter may take to say goodbye. */
const closingLimitMs = 1_000;

const aboutFaketime = 'its clock is that of libfaketime, under which some programs cannot sleep (docs/adapters.md)';

const loopback: Listening = { host: '127.0.0.1', port: 0 };

/**
 * By what only one timeline at a time can have: an app that answers at an address, and a port that a person has chosen for
 * the collector.
 */
const turns = new Map<string, Promise<unknown>>();

export interface AdapterTargetOptions {
  readonly seed: number;
  readonly timeLimitMs?: number | undefined;
}

/**
 * An SDK in any language, behind an adapter. The same process plays one timeline after the other; one that has failed is
 * started anew for the next.
 */
export class AdapterTarget implements Target {
  readonly description: TargetDescription;
  readonly #greeting: Greeting;
  readonly #options: AdapterTargetOptions;
  readonly #fakedTime: FakedTime | undefined;
  #live: { readonly channel: Channel; readonly connection: Connection } | undefined;
  #onLog: (level: LogEntry['level'], text: string) => void = () => {};
  #faults = 0;

  constructor(name: string, greeting: Greeting, options: AdapterTargetOptions) {
    this.#greeting = greeting;
    this.#options = options;
    this.description = describe(name, greeting);
    const { clock } = greeting.settings;
    this.#fakedTime = clock?.kind === 'faketime' ? new FakedTime(clock.library) : undefined;
  }

  get #listening(): Listening {
    return this.#greeting.settings.listening ?? loopback;
  }

  /** Why the adapter cannot play a timeline, if it cannot. */
  whyUnable(timeline: Timeline): string | undefined {
    const { hello } = this.#greeting;
    return hello === undefined ? undefined : whyNotCapable(timeline, hello.capabilities);
  }

  async play(timeline: Timeline): Promise<Trace> {
    const { hello, address, fault } = this.#greeting;
    if (hello === undefined || fault !== undefined) throw new UntestableError(fault ?? 'the adapter has said nothing');
    const unable = this.whyUnable(timeline);
    if (unable !== undefined) throw new UntestableError(unable);
    const { host, port } = this.#listening;
    const listenInTurn = () =>
      port === 0
        ? this.#playAgainAndAgain(timeline, hello)
        : inTurn(`collector ${host}:${port}`, () => this.#playAgainAndAgain(timeline, hello));
    // The app comes before the port for everybody, so that no two wait for each other.
    return 'url' in address ? inTurn(address.url, listenInTurn) : listenInTurn();
  }

  async close(): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    try {
      await live?.connection.ask({ command: 'close' }, closingLimitMs);
    } catch (error) {
      // All is judged; whoever does not go by itself is ended.
      if (!(error instanceof UntestableError)) throw error;
    } finally {
      await live?.channel.close();
      this.#fakedTime?.remove();
    }
  }

  async #playAgainAndAgain(timeline: Timeline, hello: HelloAnswer): Promise<Trace> {
    if (this.#faults > mostRestarts) {
      throw new UntestableError(`the adapter has been started anew ${mostRestarts} times, and is not again`);
    }
    const player = new AdapterPlayer(timeline, {
      target: this.description.name,
      seed: seedFor(timeline, this.#options.seed),
      capabilities: hello.capabilities,
      listening: this.#listening,
      clock: this.#clockFor(timeline, hello),
      limitMs: this.#options.timeLimitMs ?? defaultLimitMs,
    });
    this.#onLog = player.log;
    try {
      this.#live ??= await this.#start(hello);
      this.#live.channel.beginTimeline?.();
      return await player.play(this.#live.connection);
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error;
      await this.#lose();
      // Such a program hangs or dies without a word of why, and is right elsewhere.
      throw this.#fakedTime === undefined ? error : new AdapterFault(`${error.message}; ${aboutFaketime}`);
    } finally {
      this.#onLog = () => {};
    }
  }

  async #start(expected: HelloAnswer) {
    const { address, settings } = this.#greeting;
    const onLog = (level: LogEntry['level'], text: string): void => this.#onLog(level, text);
    const environment = this.#fakedTime?.environment ?? {};
    const channel = openChannel(address, { onLog, environment });
    const connection = new Connection(channel, { onLog, strict: settings.strict });
    const live = { channel, connection };
    this.#live = live;
    const hello = await sayHello(connection, settings);
    if (summary(hello) !== summary(expected)) {
      throw new AdapterFault('the adapter says of itself another thing than when it was first asked');
    }
    return live;
  }

  async #lose(): Promise<void> {
    this.#faults += 1;
    await this.#live?.channel.close();
    this.#live = undefined;
  }

  #clockFor({ startMs }: Timeline, { policy }: HelloAnswer): TimelineClock {
    const { clock } = this.#greeting.settings;
    if (clock?.kind === 'real') {
      const machine = { wallMs: hostWallMs, monotonicMs: hostMonotonicMs, sleep: hostSleep };
      const { defaultTimeoutMs, cutOffDefaultMs } = loadPolicy(policy).values;
      return new RealClock(clock.timeScale, { timeoutMs: defaultTimeoutMs, cutOffMs: cutOffDefaultMs }, machine);
    }
    return this.#fakedTime === undefined ? new ToldClock(startMs) : new FakedClock(startMs, this.#fakedTime);
  }
}

function describe(name: string, greeting: Greeting): TargetDescription {
  const { address, settings, hello } = greeting;
  const { sdk, platform } = hello ?? unknownSdk;
  return {
    name,
    subject: `${sdk.name} ${sdk.version}`.trim(),
    version: sdk.version,
    environment: 'url' in address ? 'adapter over HTTP' : 'adapter',
    executed: hello !== undefined,
    platform,
    ...(settings.clock?.kind === 'faketime' ? { clock: 'libfaketime' } : {}),
    ...(settings.clock?.kind === 'real' ? { timeScale: settings.clock.timeScale } : {}),
  };
}

/** Nobody has said which SDK it is. */
const unknownSdk = { sdk: { name: 'an unknown SDK', version: '' }, platform: 'web' } as const;

function summary({ protocol, sdk, platform, policy, clock, capabilities }: HelloAnswer): string {
  return JSON.stringify([protocol, sdk.name, sdk.version, platform, policy, clock, capabilities]);
}

/** Another for each timeline, so that its randomness does not depend on what was played before. */
function seedFor({ id }: Timeline, seed: number): number {
  return Math.floor(randomStream(seed, `adapter/${id}`).fraction() * 2 ** 32);
}

/** One after the other, whatever becomes of those before. */
function inTurn<T>(what: string, play: () => Promise<T>): Promise<T> {
  const turn = (turns.get(what) ?? Promise.resolve()).then(play, play);
  turns.set(what, turn);
  return turn;
}
