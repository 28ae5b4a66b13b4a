import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allMutants } from '../../src/mutants/museum/index.js';
import { loadSuite } from '../../src/scenario/suites.js';
import { lapse, withFolder } from '../promises/command-line.js';
import { caughtIn } from '../promises/mutants-table.js';

// Every fault through every scenario, until nothing more can be said of it: too long for every change.
test.runIf(process.env.LAPSE_FULL === '1')(
  'the whole suite catches every fault of the museum, and the fewest scenarios that do are chosen',
  { timeout: 300_000 },
  () => {
    withFolder((folder) => {
      const { code, stdout, stderr } = lapse(['mutants', '--smoke'], { cwd: folder });
      expect(stderr).toBe('');
      expect(stdout).not.toContain('SURVIVED');
      const all = allMutants.length;
      expect(stdout).toContain(`  ${all} of ${all} mutants caught for the declared reason (100 %)`);
      expect(code).toBe(0);
      const table = readFileSync(path.join(folder, 'reports/latest/mutants.csv'), 'utf8');
      expect(caughtIn(table)).toEqual(new Map(allMutants.map(({ id }) => [id, 'true'])));
      const chosen = loadSuite('smoke', path.join(folder, 'spec', 'suites'));
      expect(stdout).toMatch(
        new RegExp(`^  ${chosen.scenarios.length} scenarios? catch(es)? as much as all of them$`, 'm'),
      );
      // What was chosen is what is committed: npm run smoke chooses it anew.
      const globsOf = ({ scenarios }: typeof chosen): string[] => scenarios.map(({ glob }) => glob);
      expect(globsOf(chosen)).toEqual(globsOf(loadSuite('smoke')));
    });
  },
);
