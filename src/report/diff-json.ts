import { stepText } from '../explain/step-text.js';
import { type Comparison, type Parting, parts } from '../record/comparison.js';
import { conductText } from '../record/conduct.js';

/** Raised when a key changes its meaning or goes; a new key does not raise it. */
const formatVersion = 1;

/** A comparison as one document for programs, as `spec/schemas/diff.schema.json` describes it. Steps count from 1. */
export function diffJson(comparison: Comparison): string {
  const nameOf = (target: number): string => comparison.targets[target]?.description.name ?? '';
  const parted = comparison.cases.filter(parts);
  const document = {
    formatVersion,
    lapseVersion: comparison.lapseVersion,
    policy: comparison.policy,
    timeoutMs: comparison.timeoutMs,
    seed: comparison.seed,
    targets: comparison.targets.map(({ description, edition, played, sessions }) => ({
      name: description.name,
      subject: description.subject,
      version: description.version,
      ...(description.variant === undefined ? {} : { variant: description.variant }),
      environment: description.environment,
      executed: description.executed,
      platform: description.platform,
      edition,
      played,
      sessions,
    })),
    leftOut: comparison.leftOut.map(({ description, probes }) => ({
      name: description.name,
      probes: probes.map(({ probe, ok, message }) => ({ probe, ok, message })),
    })),
    scenarios: {
      compared: comparison.cases.length,
      agree: comparison.cases.length - parted.length,
      part: parted.length,
      playedByAll: comparison.playedByAll,
    },
    clusters: comparison.clusters.map((members) => members.map(nameOf)),
    pairs: comparison.pairs.map(({ clusters, common, parted, sessions, partings }) => ({
      clusters,
      common,
      parted,
      sessions,
      partings: partings.map((parting) => partingOf(parting, nameOf)),
    })),
    parted: parted.map(({ case: scenario }) => scenario.id),
    notComparable: comparison.notComparable.map(({ scenario, message }) => ({ scenario, message })),
    untestable: comparison.untestable.map(({ scenario, target, message }) => ({ scenario, target, message })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function partingOf({ sentence, scenarios, smallest }: Parting, nameOf: (target: number) => string) {
  const { compared, step, targets } = smallest;
  return {
    sentence,
    scenarios,
    smallest: {
      scenario: compared.case.id,
      step: step + 1,
      steps: compared.case.timeline.steps.map(({ client, action }, index) => ({
        client,
        elapsedMs: compared.elapsedMs[index] ?? 0,
        what: stepText(action),
        did: Object.fromEntries(
          targets.map((target) => {
            const conduct = compared.behaviours[target]?.conducts.get(index);
            return [nameOf(target), conduct === undefined ? null : conductText(conduct)];
          }),
        ),
      })),
    },
  };
}
