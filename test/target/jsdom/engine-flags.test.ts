import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

// In a process of its own, for the flags hold for a whole process.
const compiled = new URL('../../../dist/target/jsdom/engine-flags.js', import.meta.url).href;
const script = `
  import { compileForPages } from ${JSON.stringify(compiled)};
  compileForPages();
  import { setFlagsFromString } from 'node:v8';
  setFlagsFromString('--allow-natives-syntax');
  const look = new Function('each', 'return %ActiveTierIsSparkplug(each)');
  function addOne(number) { return number + 1; }
  addOne(1);
  console.log(look(addOne));
`;

test('the flags of the engine are known to it, and what is called is compiled at once', () => {
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(run).toMatchObject({ stdout: 'true\n', stderr: '', status: 0 });
});
