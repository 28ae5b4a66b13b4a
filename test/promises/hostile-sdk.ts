import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesIn, lapse, withFolder, withoutRealTime } from './command-line.js';

/** A scenario in which an SDK that keeps what the wire asks for passes, whatever `name` its first event has. */
function scenario(name: string): string {
  return `title: ${name}
requirements: [SES-START-001]
platform: web
steps:
  - load
  - track: ${name}
    expect: { session: first, start: true }
  - getSessionId:
    expect: { returns: first }
  - wait: 1m
  - track: Viewed
    expect: { session: first, start: absent }
  - reload
  - track: Again
    expect: { session: first, start: absent }
  - close
`;
}

export interface HostileRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Names of the files in the folder of the reports. */
  readonly reports: readonly string[];
  /** The totals of report.json, which is whole if it can be read. */
  readonly totals: Readonly<Record<string, number>>;
}

export interface HostileOptions {
  /** What the hostile SDK does at every load. */
  readonly atLoad?: string;
  /** Another SDK of the fixtures. */
  readonly sdk?: string;
  readonly timeLimit?: string;
}

/**
 * Runs scenarios whose first events have these names through the hostile SDK, which does something hostile when an
 * event has a name that it knows.
 */
export function runHostile(names: readonly string[], options: HostileOptions = {}): HostileRun {
  const { atLoad = '', sdk = 'hostile.cjs', timeLimit = '30s' } = options;
  const fixture = readFileSync(path.join(packageRoot, 'test', 'fixtures', 'sdks', sdk), 'utf8');
  return withFolder((folder) => {
    writeFileSync(path.join(folder, 'sdk.cjs'), fixture.replace("'HOSTILE_AT_LOAD'", `'${atLoad}'`));
    mkdirSync(path.join(folder, 'mine'));
    for (const [index, name] of names.entries()) {
      const file = `${String(index + 1).padStart(2, '0')}-${name}.yaml`;
      writeFileSync(path.join(folder, 'mine', file), scenario(name));
    }
    const words = ['run', 'mine', '--sdk', 'sdk.cjs', '--out', 'reports', '--as-of', '2026-11-23'];
    const { code, stdout, stderr } = lapse([...words, '--time-limit', timeLimit], { cwd: folder });
    const reports = filesIn(path.join(folder, 'reports'));
    const { totals } = JSON.parse(reports.get('report.json') ?? '{}');
    const shown = withoutRealTime(stdout).replace(/sha256:[0-9a-f]{12}/g, 'sha256:…');
    return { code, stdout: shown, stderr, reports: [...reports.keys()], totals };
  });
}
