import { captureEnding } from '../../record/capture.js';
import { serverAnswers } from '../../record/timeline.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import { NotKept, openCollector } from '../../wire/collector/collector.js';
import { CaptureWriter } from '../capture-writer.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { durationOf, type Given, repeatedOf, textOf, wholeNumberOf } from '../given.js';
import { listeningOf } from '../listening.js';
import { endProgress } from '../progress.js';

/** Records what a real app sends while somebody plays a timeline. */
export const collectCommand: Command = {
  usage: 'collect',
  describe: 'Record what an app sends to this machine, for lapse judge --timeline; Ctrl+C ends it',
  examples: [
    ['$0 collect --out within.ndjson', 'from an app or a page on this machine'],
    ['$0 collect --out within.ndjson --port 8080', 'from a phone on a cable, with adb reverse tcp:8080 tcp:8080'],
    ['$0 collect --out within.ndjson --port 8080 --listen 0.0.0.0', 'from a phone in the same network'],
    ['$0 collect --out within.ndjson --answer 500', 'with a data plane that accepts nothing'],
  ],
  options: (yargs) =>
    yargs.options({
      out: {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: `File *${captureEnding} to write; it must not be there yet`,
      },
      port: {
        type: 'string',
        defaultDescription: '0',
        requiresArg: true,
        describe: 'Where to listen; 0: any port that is free',
      },
      listen: {
        type: 'string',
        defaultDescription: '127.0.0.1',
        requiresArg: true,
        describe: 'Address, or address:port, to listen at; 0.0.0.0 for other machines as well',
      },
      host: {
        type: 'string',
        requiresArg: true,
        describe: 'Name under which apps may ask for this machine; may be given several times',
      },
      answer: { type: 'string', default: 'ok', requiresArg: true, describe: `One of ${serverAnswers.join(', ')}` },
      delay: { type: 'string', default: '0ms', requiresArg: true, describe: 'How long every answer takes' },
    }),
  async run(given) {
    const read = readAll({
      out: () => textOf(given, 'out'),
      listening: () => whereOf(given),
      allowedHosts: () => repeatedOf(given, 'host'),
      answer: () => answerOf(given),
      delayMs: () => durationOf(given, 'delay', 0, mostDelayMs),
    });
    const { out, answer, delayMs, listening, allowedHosts } = read;
    const interrupted = environment.interruption();
    const writer = new CaptureWriter(out);
    const foreign = new Set<string>();
    let fail: (reason: unknown) => void = () => undefined;
    const failed = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const opened = openCollector({
      ...listening,
      allowedHosts,
      onRequest: (request) => {
        try {
          writer.write(request);
        } catch (error) {
          fail(error);
          throw new NotKept();
        }
        if (environment.showsProgress) environment.error(`\r\u001b[K  ${writer.told}`);
      },
      onForeignHost: (host) => {
        if (foreign.size >= mostForeignHosts || foreign.has(host)) return;
        foreign.add(host);
        const name = JSON.stringify(host.slice(0, 80));
        environment.error(`warning: a request for the host ${name} was refused; --host allows it\n`);
      },
    });
    const collector = await opened.catch((error: unknown) => {
      writer.discard();
      throw error;
    });
    collector.answerWith(answer, delayMs);
    environment.out(`collecting at ${collector.urls.join('\n        or at ')} into ${out}; Ctrl+C ends it\n`);
    try {
      await Promise.race([aborted(interrupted), failed]);
    } finally {
      await collector.close();
      writer.close();
    }
    if (environment.showsProgress) endProgress();
    environment.out(`${writer.told} in ${out}\n`);
    return exitCodes.conforms;
  },
};

const mostDelayMs = 3_600_000;
/** Names that are told; whoever sends thousands is no app. */
const mostForeignHosts = 10;

/** @throws InputError when the port is said twice */
function whereOf(given: Given): { readonly host?: string; readonly port?: number } {
  const { listening, port } = readAll({
    listening: () => listeningOf(given),
    port: () => (given.port === undefined ? undefined : wholeNumberOf(given, 'port', 0, 65_535)),
  });
  if (port === undefined) return listening ?? {};
  if (listening?.port === undefined) return { ...listening, port };
  throw new InputError([{ message: '--listen and --port both say a port', allowed: 'one of them' }]);
}

function answerOf(given: Given): (typeof serverAnswers)[number] {
  const text = textOf(given, 'answer');
  const answer = serverAnswers.find((each) => String(each) === text);
  if (answer !== undefined) return answer;
  throw new InputError([{ message: `--answer is ${JSON.stringify(text)}`, allowed: serverAnswers.join(', ') }]);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
