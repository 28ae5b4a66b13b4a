import type { JsonObject } from '../../record/timeline.js';
import { hostTurn } from '../../time/host.js';
import { UntestableError } from '../target.js';
import { AdapterFault } from './adapter-fault.js';
import { type Channel, type OnLog, quotedBriefly } from './channel.js';
import { messageFault } from './message-schema.js';
import { type Answers, type Command, type CommandName, maximumLineBytes, protocolVersion } from './protocol.js';

export interface ConnectionOptions {
  readonly onLog: OnLog;
  /** Whether lines in both directions are held against the schema, unknown keys included. */
  readonly strict: boolean;
}

/** Speaks the protocol over a channel: numbers what is asked, and holds what is answered against the schema. */
export class Connection {
  readonly #channel: Channel;
  readonly #options: ConnectionOptions;
  #messages = 0;

  constructor(channel: Channel, options: ConnectionOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  /**
   * @param limitMs of real time, for the answer
   * @throws AdapterFault when the adapter does not answer, or answers what is no answer; Error when Lapse itself would
   * break the protocol
   */
  async ask<C extends Command>(command: C, limitMs: number): Promise<Answers[C['command']]> {
    const message = { id: ++this.#messages, ...command };
    const line = JSON.stringify(message);
    const broken = this.#options.strict ? messageFault(command.command, message, true) : undefined;
    if (broken !== undefined) throw new Error(`a fault of Lapse: its message ${quotedBriefly(line)}: ${broken}`);
    if (Buffer.byteLength(line) > maximumLineBytes) {
      throw new AdapterFault(
        `a message would be longer than the ${maximumLineBytes} bytes that an adapter has to take`,
      );
    }
    const what = nameOf(command);
    const answer: unknown = this.#read(await this.#channel.ask(line, what, limitMs), command.command, what);
    // The schema has just accepted this shape.
    const read = answer as Answers[C['command']];
    for (const { level, text } of read.log ?? []) this.#options.onLog(level, text);
    return read;
  }

  /**
   * Ends what belongs together, such as a timeline: what was said beyond the answers is no matter of what comes next.
   * @throws AdapterFault when something has gone wrong since the last answer
   */
  async conclude(): Promise<void> {
    // What was written together with the answer has been read when this turn is over.
    await hostTurn();
    const { fault } = this.#channel;
    if (fault !== undefined) throw fault;
  }

  #read(line: string, command: CommandName, what: string): JsonObject {
    const answer = parsed(line);
    if (answer === undefined) {
      throw new AdapterFault(`the adapter answered ${what} with what is no JSON object: ${quotedBriefly(line)}`);
    }
    if (answer.id !== this.#messages) {
      const given = answer.id === undefined ? 'without an id' : `as message ${JSON.stringify(answer.id)}`;
      throw new AdapterFault(`the adapter answered ${what}, which is message ${this.#messages}, ${given}`);
    }
    const { strict } = this.#options;
    if (answer.error !== undefined) {
      refuse(messageFault('errorAnswer', answer, strict), what);
      throw new UntestableError(`the adapter could not do ${what}: ${String(answer.error)}`);
    }
    if (command === 'hello' && answer.protocol !== undefined && answer.protocol !== protocolVersion) {
      throw new AdapterFault(
        `the adapter speaks version ${JSON.stringify(answer.protocol)} of the protocol, and this Lapse version ${protocolVersion}`,
      );
    }
    refuse(messageFault(`${command}Answer`, answer, strict), what);
    return answer;
  }
}

/** What is asked, as a person would say it. */
function nameOf(command: Command): string {
  if (command.command === 'clock') return `the clock's ${command.move}`;
  if (command.command !== 'step') return command.command;
  const { action } = command;
  return `the step ${action.kind === 'event' ? action.type : action.kind}`;
}

function refuse(fault: string | undefined, what: string): void {
  if (fault === undefined) return;
  throw new AdapterFault(`the adapter's answer to ${what} is not as the protocol has it: ${fault}`);
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
