import { spawnSync } from 'node:child_process';

/** What a language needs to be on this machine: a program of a version, and where it comes from. */
interface Language {
  readonly program: string;
  readonly versionFlag: string;
  readonly least: readonly [number, number];
  readonly installation: string;
}

const languages = {
  python: {
    program: 'python3',
    versionFlag: '--version',
    least: [3, 9],
    installation: 'apt-get install python3',
  },
  java: {
    program: 'javac',
    versionFlag: '-version',
    least: [17, 0],
    installation: 'apt-get install openjdk-17-jdk-headless',
  },
} as const satisfies Readonly<Record<string, Language>>;

/**
 * Why what is written in a language cannot be run here, with how to mend it; nothing if it can. Whoever skips a test for
 * it says so on the standard error.
 */
export function whyNotRunnable(name: keyof typeof languages): string | undefined {
  const { program, versionFlag, least, installation }: Language = languages[name];
  const wanted = `${program} ${least.join('.')} or newer`;
  const { error, stdout, stderr } = spawnSync(program, [versionFlag], { encoding: 'utf8' });
  const howTo = `install it, such as with "${installation}"`;
  if (error !== undefined) return `there is no ${wanted}: ${howTo}`;
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(`${stdout}${stderr}`) ?? [];
  const isNew = Number(major) > least[0] || (Number(major) === least[0] && Number(minor) >= least[1]);
  return isNew ? undefined : `${`${stdout}${stderr}`.trim()} is not ${wanted}: ${howTo}`;
}

/** Says on the standard error what is not tested, and why; and whether that is so. */
export function isSkipped(what: string, language: keyof typeof languages): boolean {
  const reason = whyNotRunnable(language);
  if (reason !== undefined) process.stderr.write(`${what} is NOT tested: ${reason}\n`);
  return reason !== undefined;
}
