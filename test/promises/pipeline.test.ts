import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import yargs from 'yargs';
import { runCommand } from '../../src/cli/commands/run.js';
import { reporters } from '../../src/report/index.js';
import { loadDeviations } from '../../src/spec/deviations.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { editions } from '../../src/spec/requirements.js';
import { exitCodes } from '../../src/suite/tally.js';
import { withFolder } from './command-line.js';

const read = (name: string): string => readFileSync(path.join(packageRoot, name), 'utf8');
const guide = read('docs/ci.md');

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const action: Action = parse(read('action.yml'));

/** The first cells of the table below a heading. */
function termsBelow(heading: string): string[] {
  const section = guide.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `') || /^\| \d/.test(line));
  return rows.map((line) => (line.split('|')[1] ?? '').trim().replaceAll('`', ''));
}

describe('the guide for pipelines', () => {
  test('has every flag of lapse run, and no other', async () => {
    const help = await runCommand.options(yargs().scriptName('')).wrap(null).getHelp();
    const flags = [...help.matchAll(/^ +(?:-\w, )?(--[a-z][a-z-]*)/gm)].map(([, flag = '']) => flag);
    const own = flags.filter((flag) => flag !== '--version' && flag !== '--help');
    expect(own.length).toBeGreaterThan(10);
    expect(termsBelow('Flags of lapse run').sort()).toEqual(own.sort());
  });

  test('has every exit code with its name', () => {
    expect(termsBelow('Exit codes').map(Number)).toEqual(Object.values(exitCodes));
    for (const name of Object.keys(exitCodes)) expect(guide).toContain(`| \`${name}\` |`);
  });

  test('every snippet of YAML can be read, and is what stands in the files', () => {
    const snippets = [...guide.matchAll(/^ *```yaml\n(.*?)^ *```$/gms)].map(([, text = '']) => parse(text));
    expect(snippets).toHaveLength(4);
    const github = parse(read('docs/ci/github.yml'));
    const [step] = snippets[0];
    const used = github.jobs.sessions.steps.find(({ id }: Step) => id === 'lapse');
    expect(used.uses).toBe(step.uses);
    for (const name of [...Object.keys(step.with), ...Object.keys(used.with)])
      expect(action.inputs).toHaveProperty(name);
    const gitlab = parse(read('docs/ci/gitlab.yml'));
    expect(gitlab.sessions.script).toEqual(snippets[2].sessions.script);
    expect(gitlab.sessions).toMatchObject(snippets[2].sessions);
  });

  test('the deviation of the recipe is one that Lapse reads, of a scenario that there is', () => {
    const [, recipe = ''] = /^ {3}```yaml\n(.*?)^ {3}```$/ms.exec(guide) ?? [];
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'an-sdk.yaml'), `target: an-sdk\ndeviations:\n${recipe}`);
      const [deviation] = loadDeviations('an-sdk', { folder });
      for (const id of deviation?.scenarios ?? ['none']) {
        expect(existsSync(path.join(packageRoot, 'scenarios', `${id}.yaml`)), id).toBe(true);
      }
    });
  });

  test('names reporters, editions and files that exist', () => {
    const all = `${guide}\n${read('docs/ci/github.yml')}\n${read('docs/ci/gitlab.yml')}\n${read('action.yml')}`;
    const named = [...all.matchAll(/--reporter ([a-z][a-z,]*)/g)].flatMap(([, ids = '']) => ids.split(','));
    const chosen = [...named, ...(action.inputs.reporter?.default.split(',') ?? [])].filter((id) => id !== 'none');
    expect(chosen.filter((id) => !reporters.has(id))).toEqual([]);
    for (const [, edition = ''] of all.matchAll(/edition:? (\d{4}-\d\d)/g)) expect(editions).toContain(edition);
    for (const [, file = ''] of guide.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(existsSync(path.join(packageRoot, 'docs', file)), file).toBe(true);
    }
  });
});

describe('the image', () => {
  test('is made of files that are there, and has all that the package has', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    expect(copied.filter((file) => !existsSync(path.join(packageRoot, file)))).toEqual([]);
    const { files } = JSON.parse(read('package.json'));
    for (const folder of files.filter((name: string) => /^[a-z]+$/.test(name))) {
      expect(read('Dockerfile')).toContain(`COPY --from=build /lapse/${folder} /lapse/${folder}`);
    }
    const ignored = read('.dockerignore').split('\n');
    expect(copied.filter((file) => ignored.includes(file))).toEqual([]);
  });
});

/** What the service says of a run of a step. */
interface StepOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the shell of a step as the service does, with inputs in place of its expressions. */
function runStep(folder: string, id: string, inputs: Readonly<Record<string, string>>, main: string): StepOutcome {
  const step = action.runs.steps.find((each) => each.id === id);
  if (step?.run === undefined) throw new Error(`no step ${id}`);
  const resolved = (expression: string): string => {
    const [, name] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
    if (name === undefined) return main;
    return inputs[name] ?? action.inputs[name]?.default ?? '';
  };
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, resolved(value)]));
  const [output, summary] = [path.join(folder, 'output'), path.join(folder, 'summary')];
  for (const file of [output, summary]) writeFileSync(file, '');
  const { CI: _pipeline, ...inherited } = process.env;
  const script = path.join(folder, 'step.sh');
  writeFileSync(script, step.run);
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: folder,
    env: { ...inherited, ...env, GITHUB_ACTION_PATH: packageRoot, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
    encoding: 'utf8',
  });
  return { code: status, stdout, outputs: outputsIn(output), summary: readFileSync(summary, 'utf8') };
}

/** Reads `name=value` and `name<<mark`, as the service does. */
function outputsIn(file: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let index = 0; index < lines.length; index++) {
    const [, name = '', mark] = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    const [, plain = '', value = ''] = /^([\w-]+)=(.*)$/.exec(lines[index] ?? '') ?? [];
    if (mark !== undefined) {
      const end = lines.indexOf(mark, index + 1);
      outputs[name] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else if (plain !== '') outputs[plain] = value;
  }
  return outputs;
}

const builtMain = path.join(packageRoot, 'dist', 'cli', 'main.js');

describe('the action', () => {
  test('no expression stands in a script, where a value would be a command', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
    const outputs = new Set(
      action.runs.steps.flatMap(({ run = '' }) => [...run.matchAll(/"?([a-z-]+)(=|<<)\$/g)].map(([, name]) => name)),
    );
    for (const name of Object.keys(action.outputs)) expect([...outputs]).toContain(name);
  });

  test('every input reaches the command line', () => {
    const values = Object.values(action.runs.steps.find(({ id }) => id === 'run')?.env ?? {}).join(' ');
    const passed = Object.keys(action.inputs).filter((name) => values.includes(`inputs.${name} `));
    expect(passed).toEqual(Object.keys(action.inputs).filter((name) => name !== 'working-directory'));
  });

  test('judges, shows the failures, writes the summary and says how it ended', () => {
    withFolder((folder) => {
      const inputs = {
        target: 'reference:announcement-web',
        policy: 'rudderstack-web',
        edition: '2026-11',
        scenarios: 'cut-off/default-duration\ntimeout/within\n',
        reporter: 'github',
      };
      const { code, stdout, outputs, summary } = runStep(folder, 'run', inputs, builtMain);
      expect(code).toBe(1);
      expect(outputs).toEqual({ 'exit-code': '1', judgement: 'does not conform', reports: 'reports/latest' });
      expect(summary).toContain('| cut-off/default-duration | fail |');
      const [, token = ''] = /^::stop-commands::(lapse-[0-9a-f-]{36})$/m.exec(stdout) ?? [];
      const [quiet = '', commands = ''] = stdout.split(`\n::${token}::\n`);
      expect(quiet).toContain('FAIL cut-off/default-duration');
      expect(commands).toMatch(/^::error title=cut-off\/default-duration%3A SES-CUTOFF-005 fail::/);
    });
  });

  test('a value is never a command, nor an option of its own', () => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'safe'));
      const evil = '"; touch broken; $(touch broken) `touch broken` #';
      // In place of Lapse, a program that shows the words that it is given.
      const echo = path.join(folder, 'echo.js');
      writeFileSync(echo, 'console.log(JSON.stringify(process.argv.slice(2)))');
      const inputs = {
        target: evil,
        sdk: evil,
        scenarios: `${evil}\n*\n`,
        out: `${evil}\nexit-code=0`,
        build: '--offline',
      };
      const { code, stdout, outputs } = runStep(folder, 'run', inputs, echo);
      const words: string[] = JSON.parse(stdout.split('\n').find((line) => line.startsWith('["run"')) ?? '[]');
      expect(words).toEqual([
        'run',
        '--reporter=github,html,json,junit,badge',
        `--out=${evil}\nexit-code=0`,
        `--target=${evil}`,
        `--sdk=${evil}`,
        '--build=--offline',
        evil,
        '*',
      ]);
      expect(code).toBe(0);
      expect(outputs).toEqual({ 'exit-code': '0', judgement: 'conforms', reports: `${evil}\nexit-code=0` });
      expect(existsSync(path.join(folder, 'broken'))).toBe(false);
      expect(runStep(folder, 'run', { scenarios: '--out=elsewhere' }, echo)).toMatchObject({ code: 2 });
    });
  });

  test('what is left out is as the configuration of the project has it', () => {
    withFolder((folder) => {
      const echo = path.join(folder, 'echo.js');
      writeFileSync(echo, 'console.log(JSON.stringify(process.argv.slice(2)))');
      const wordsOf = (inputs: Readonly<Record<string, string>>): string[] => {
        const { stdout } = runStep(folder, 'run', inputs, echo);
        return JSON.parse(stdout.split('\n').find((line) => line.startsWith('["run"')) ?? '[]');
      };
      const always = ['run', '--reporter=github,html,json,junit,badge', '--out=reports/latest'];
      expect(wordsOf({})).toEqual(always);
      expect(wordsOf({ strict: 'false' })).toEqual([...always, '--strict=false']);
    });
  });

  test('takes the Lapse of the project, or else its own', () => {
    withFolder((folder) => {
      expect(runStep(folder, 'find', {}, '').outputs).toEqual({ main: builtMain });
      mkdirSync(path.join(folder, 'node_modules/lapse/dist/cli'), { recursive: true });
      writeFileSync(path.join(folder, 'node_modules/lapse/dist/cli/main.js'), '');
      expect(runStep(folder, 'find', {}, '').outputs).toEqual({ main: 'node_modules/lapse/dist/cli/main.js' });
    });
  });
});
