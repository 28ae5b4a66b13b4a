import { flagOf, type Given, listOf, textOf } from '../cli/given.js';
import { asOfOf, benchOf, deviationsOf, loadCases, suiteOf } from '../cli/options.js';
import { playingOf, takeBrowser } from '../cli/playing.js';
import { runCommandFor } from '../cli/run-command.js';
import { sourcesOf } from '../cli/sources.js';
import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import type { CaseResult, ProbeResult } from '../record/run-result.js';
import { failureText, header } from '../report/console.js';
import { readAll } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { whySkipped } from '../suite/applicability.js';
import { benchFor, knownDeviations, overdueDeviations } from '../suite/deviations.js';
import { judgePlayed } from '../suite/judge-played.js';
import { probe } from '../suite/probes.js';
import { playOne } from '../suite/schedule.js';
import { isFailing } from '../suite/tally.js';
import { type ConformanceOptions, givenOf } from './options.js';
import { openSubject, type SdkFactory, type Subject } from './subject.js';

/** What became of one scenario, in the four ways that a test can end. */
export interface Outcome {
  readonly kind: 'pass' | 'fail' | 'known' | 'skip';
  /** Why it fails, is known to fail, or is skipped; nothing of a pass. */
  readonly text: string;
}

/**
 * The suite as a test framework wants it: the scenarios are there before anything runs, and each is played by itself when
 * its turn comes.
 */
export class Conformance {
  /** In the order in which they are played. */
  readonly cases: readonly Case[];
  /** The name of the target, the edition and the policy. */
  readonly title: string;
  readonly #given: Given;
  readonly #factory: SdkFactory;
  readonly #asOf: string;
  /** With all that is known; once the SDK is open, `#bench` has what is about it. */
  #all: Bench;
  #bench: Bench;
  #subject: Subject | undefined;
  #probes: readonly ProbeResult[] = [];
  /** Without traces, which would fill the memory. */
  readonly #results: CaseResult[] = [];

  /** @throws InputError with all that is wrong with the options, the configuration or the scenarios */
  constructor(factory: SdkFactory, options: ConformanceOptions) {
    const given = givenOf(options);
    const read = readAll({
      bench: () => benchOf(given),
      suite: () => suiteOf(given),
      asOf: () => asOfOf(given),
      seed: playingOf(given).seed,
      timeLimitMs: playingOf(given).timeLimitMs,
    });
    this.#factory = factory;
    this.#given = given;
    this.#all = read.bench;
    this.#bench = read.bench;
    this.#asOf = read.asOf;
    const { scenarioFolders } = sourcesOf(given);
    this.cases = loadCases(listOf(given, 'scenarios'), read.bench, read.suite, scenarioFolders);
    this.title = `${textOf(given, 'target')} · edition ${read.bench.edition} · policy ${read.bench.policy.id}`;
  }

  /** Opens what the factory gives, and probes it. @throws InputError, or whatever the factory throws */
  async open(): Promise<void> {
    takeBrowser(this.#given);
    const { seed, timeLimitMs } = playingOf(this.#given);
    const options = { edition: this.#bench.edition, seed: seed(), timeLimitMs: timeLimitMs() };
    this.#subject = await openSubject(this.#factory, this.#given, options);
    const { target, isOwn } = this.#subject;
    // What is known of the target that Lapse would have opened is not known of another one.
    if (isOwn && target.description.name !== textOf(this.#given, 'target')) {
      const { registry } = this.#bench;
      const deviations = deviationsOf(target.description.name, registry, { sources: sourcesOf(this.#given) });
      this.#all = { ...this.#all, deviations };
    }
    this.#bench = benchFor(this.#all, target.description);
    this.#probes = await probe(target);
  }

  async close(): Promise<void> {
    await this.#subject?.target.close();
  }

  /** What the probes found: without them no verdict would mean anything. */
  verified(): Outcome {
    const failed = this.#probes.filter(({ ok }) => !ok);
    if (failed.length === 0) return { kind: 'pass', text: '' };
    return {
      kind: 'fail',
      text: failed.map(({ probe: id, message }) => `the ${id} probe failed: ${message}`).join('\n'),
    };
  }

  /** Plays and judges one scenario. @throws whatever else than an UntestableError the target throws */
  async judge(scenario: Case): Promise<Outcome> {
    const { target } = this.#opened();
    const bench = this.#bench;
    const reason = whySkipped(scenario, target.description, bench) ?? target.whyUnable?.(scenario.timeline);
    if (reason !== undefined) return { kind: 'skip', text: reason };
    const unverified = this.verified();
    if (unverified.kind === 'fail') return { kind: 'fail', text: `it could not be judged: ${unverified.text}` };
    const { result, faults } = judgePlayed(scenario, await playOne(scenario, target), target.description.name, bench);
    if (faults.length > 0) {
      return {
        kind: 'fail',
        text: faults.map(({ message }) => `FAULT OF LAPSE ${scenario.id}: ${message}`).join('\n'),
      };
    }
    return this.#outcomeOf(result);
  }

  /** What concerns all scenarios together, once each has been played. */
  whole(): Outcome {
    const overdue = overdueDeviations(knownDeviations(this.#all, this.#bench, this.#results), this.#asOf);
    const hasPass = this.#results.some(({ verdicts }) => verdicts.some(({ status }) => status === 'pass'));
    const lines = [
      ...(hasPass ? [] : ['not a single check passed, so that nothing was judged']),
      ...overdue.map(({ deviation, review }) => `the deviation ${deviation} was to be reviewed by ${review}`),
    ];
    return lines.length === 0 ? { kind: 'pass', text: '' } : { kind: 'fail', text: lines.join('\n') };
  }

  #opened(): Subject {
    if (this.#subject === undefined) throw new Error('a scenario is judged before its SDK was opened');
    return this.#subject;
  }

  #outcomeOf(result: CaseResult): Outcome {
    const { verdicts } = result;
    this.#results.push({ case: result.case, verdicts, sessions: [] });
    if (isFailing(verdicts, flagOf(this.#given, 'strict'))) return { kind: 'fail', text: this.#explain(result) };
    const known = new Set(verdicts.flatMap(({ status, deviation }) => (status === 'known' ? (deviation ?? []) : [])));
    if (known.size > 0) {
      const told = this.#bench.deviations.filter(({ id }) => known.has(id)).map(({ id, reason }) => `${id}: ${reason}`);
      return { kind: 'known', text: `known deviation ${told.join('; ')}` };
    }
    if (verdicts.every(({ status }) => status === 'skip')) return { kind: 'skip', text: verdicts[0]?.message ?? '' };
    return { kind: 'pass', text: '' };
  }

  #explain(result: CaseResult): string {
    const { target, sdk, isOwn } = this.#opened();
    const { registry, edition, policy } = this.#bench;
    const run = {
      lapseVersion: packageVersion,
      target: target.description,
      edition,
      policy: policy.id,
      seed: playingOf(this.#given).seed(),
    };
    const command = (scenario: Case): string => runCommandFor(scenario, this.#given, run, sdk);
    const commandFor = isOwn ? () => 'played by a target of your own, which no command can open' : command;
    return `${failureText(result, { registry, commandFor })}\n  ${header(run)}`;
  }
}
