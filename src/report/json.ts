import type { CaseResult, RunResult } from '../record/run-result.js';
import { type Status, statuses, type Verdict } from '../record/verdict.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';

/** Raised when a key of `report.json` changes its meaning or goes; a new key does not raise it. */
const formatVersion = 1;

/** One document for programs, as `spec/schemas/report.schema.json` describes it. Traces are not in it. */
export const jsonReporter: Reporter = {
  id: 'json',
  title: 'one document with target, totals, verdicts and coverage',
  files: (result) => new Map([['report.json', `${JSON.stringify(report(result), undefined, 2)}\n`]]),
};

/** Keys are written out one by one, so that neither their order nor what is in the report depends on the caller. */
function report(result: RunResult) {
  const { name, subject, version, variant, environment, executed, audit, script, clock, timeScale, platform } =
    result.target;
  return {
    formatVersion,
    lapseVersion: result.lapseVersion,
    target: {
      name,
      subject,
      version,
      ...(variant === undefined ? {} : { variant }),
      environment,
      executed,
      ...(audit === undefined ? {} : { audit }),
      ...(script === undefined ? {} : { script }),
      ...(clock === undefined ? {} : { clock }),
      ...(timeScale === undefined ? {} : { timeScale }),
      platform,
    },
    edition: result.edition,
    policy: result.policy,
    seed: result.seed,
    verified: verifiedLine(result),
    ...(result.partial === undefined ? {} : { partial: result.partial }),
    totals: totals(result),
    probes: result.probes.map(({ probe, ok, message }) => ({ probe, ok, message })),
    deviations: result.deviations.map(({ id, requirement, outcome }) => ({ id, requirement, outcome })),
    faults: result.faults.map(({ scenario, message }) => ({ scenario, message })),
    cases: result.cases.map(caseReport),
    coverage: result.coverage.map((row) => ({
      requirement: row.requirement,
      section: row.section,
      level: row.level,
      platform: row.platform,
      basis: row.basis,
      editions: row.editions,
      inEdition: row.inEdition,
      outcome: row.outcome,
      scenarios: row.scenarios,
      text: row.text,
    })),
  };
}

/** How many verdicts have each status, also those that none has. */
function totals({ cases }: RunResult): Record<Status, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const { verdicts } of cases) for (const { status } of verdicts) counts[status] += 1;
  return counts;
}

function caseReport({ case: scenario, verdicts }: CaseResult) {
  return {
    id: scenario.id,
    section: scenario.section,
    title: scenario.title,
    platform: scenario.platform,
    requirements: scenario.requirements,
    verdicts: verdicts.map(verdictReport),
  };
}

/** Steps count from 1 here, as they do in the messages. */
function verdictReport(verdict: Verdict) {
  return {
    requirement: verdict.requirement,
    level: verdict.level,
    basis: verdict.basis,
    check: verdict.check,
    ...(verdict.step === undefined ? {} : { step: verdict.step + 1 }),
    ...(verdict.relatedSteps === undefined ? {} : { relatedSteps: verdict.relatedSteps.map((step) => step + 1) }),
    status: verdict.status,
    expected: verdict.expected,
    observed: verdict.observed,
    message: verdict.message,
    ...(verdict.deviation === undefined ? {} : { deviation: verdict.deviation }),
  };
}
