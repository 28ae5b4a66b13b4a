import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

// In a process of its own, for the flags hold for a whole process.
const compiled = new URL('../../../dist/target/jsdom/engine-flags.js', import.meta.url).href;
const script = (version: string) => `
  import { compileForPages } from ${JSON.stringify(compiled)};
  compileForPages(${version});
  import { setFlagsFromString } from 'node:v8';
  setFlagsFromString('--allow-natives-syntax');
  const look = new Function('each', 'return %ActiveTierIsSparkplug(each)');
  function addOne(number) { return number + 1; }
  addOne(1);
  console.log(look(addOne));
`;
const run = (version: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', script(version)], { encoding: 'utf8' });

describe('the flags of the engine', () => {
  test('are known to it, and compile at once what is called', () => {
    expect(run('undefined')).toMatchObject({ stdout: 'true\n', stderr: '', status: 0 });
  });

  test('are not set where nobody knows whether they still exist', () => {
    expect(run('"14.2.231"')).toMatchObject({ stdout: 'false\n', stderr: '', status: 0 });
  });
});
