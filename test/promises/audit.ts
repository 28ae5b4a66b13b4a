import { loadBench, loadCases } from '../../src/cli/options.js';
import type { Case } from '../../src/record/case.js';
import { filesIn, lapse, withFolder } from './command-line.js';

/** What an audit SDK is wrong about: where the author of a scenario says so, it must be caught. */
export const wrongAbout: Readonly<Record<string, (scenario: Case) => boolean>> = {
  'audit:echo': expectsSession,
  'audit:parrot': expectsSession,
  'audit:frozen': (scenario) => labelsByDevice(scenario).some((labels) => labels.some((each) => each !== labels[0])),
  'audit:eager': (scenario) =>
    labelsByDevice(scenario).some((labels) => {
      const named = labels.filter((label) => label !== 'none');
      return new Set(named).size < named.length;
    }),
};

function expectsSession({ expectations }: Case): boolean {
  return [...expectations.values()].some(
    ({ session = 'none', start, id }) => session !== 'none' || start === 'true' || id !== undefined,
  );
}

/** The labels that messages of each device must have, from its first session on; `some` is a label of none. */
function labelsByDevice({ expectations, timeline }: Case): string[][] {
  const devices = new Map<string, string[]>();
  for (const [step, { session = 'some' }] of expectations) {
    const device = timeline.steps[step]?.device ?? '';
    const labels = devices.get(device) ?? [];
    if (session !== 'some' && (session !== 'none' || labels.length > 0)) labels.push(session);
    devices.set(device, labels);
  }
  return [...devices.values()];
}

export interface AuditVerdict {
  readonly check: string;
  readonly requirement: string;
  readonly step?: number;
  readonly status: string;
  readonly expected: string;
  readonly observed: string;
  readonly message: string;
}

export interface AuditRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly verified: string;
  /** By the id of the scenario. */
  readonly verdicts: ReadonlyMap<string, readonly AuditVerdict[]>;
}

/** Plays scenarios through an audit SDK, by the real command line. */
export function audit(target: string, selectors: readonly string[] = []): AuditRun {
  return withFolder((folder) => {
    const words = ['run', ...selectors, '--target', target, '--reporter', 'json', '--out', folder];
    const { code, stdout } = lapse(words);
    const report: { verified: string; cases: { id: string; verdicts: AuditVerdict[] }[] } = JSON.parse(
      filesIn(folder).get('report.json') ?? '',
    );
    const verdicts = new Map(report.cases.map(({ id, verdicts: found }) => [id, found]));
    return { code, stdout, verified: report.verified, verdicts };
  });
}

/** Sections in which the SDK is wrong about a scenario that was judged, those in which it was caught, and what got away. */
export function caught(target: string, { verdicts }: AuditRun, selectors: readonly string[] = []) {
  const cases = loadCases(selectors, loadBench({ target, policy: undefined, edition: undefined }));
  const wrong = cases.filter((scenario) => wrongAbout[target]?.(scenario) === true);
  const statusesOf = ({ id }: Case): Set<string> => new Set(verdicts.get(id)?.map(({ status }) => status));
  const judged = wrong.filter((scenario) => [...statusesOf(scenario)].some((status) => status !== 'skip'));
  const isCaught = (scenario: Case): boolean => statusesOf(scenario).has('fail');
  const sections = (of: readonly Case[]): string[] => [...new Set(of.map(({ section }) => section))];
  return {
    wrong: sections(judged),
    caught: sections(judged.filter(isCaught)),
    // What rests on observed values is no breach, and the session of an SDK that stores none cannot be damaged.
    escaped: judged
      .filter((scenario) => !isCaught(scenario))
      .filter((scenario) => !statusesOf(scenario).has('characterization') && !statusesOf(scenario).has('untestable'))
      .map(({ id }) => id),
  };
}
