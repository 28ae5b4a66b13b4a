import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

/** The promise: a dataset that was generated is right by its own measure, and says so when it is not. */
test('what is generated passes its check, and no longer when its population is changed', () => {
  withFolder((folder) => {
    const generate = [
      'generate',
      '--population',
      'game',
      '--users',
      '60',
      '--days',
      '3',
      '--seed',
      '7',
      '--out',
      'data',
    ];
    expect(lapse(generate, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    const right = lapse(['check', 'data', '--format', 'csv'], { cwd: folder });
    expect(right).toMatchObject({ code: 0, stderr: '' });
    expect(right.stdout).toMatch(/^check,quantity,unit,configured,observed,tolerance,count,verdict\n/);
    expect(right.stdout).toContain('play: from menu to level,share,0.88,');

    const file = path.join(folder, 'data', 'population.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('{ level: 0.88, shop: 0.07', '{ level: 0.75, shop: 0.2'));
    const wrong = lapse(['check', 'data'], { cwd: folder });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/\noutside {2}transitions: play: from menu to shop\n/);

    const described = lapse(['describe', 'data', '--ascii'], { cwd: folder });
    expect(described).toMatchObject({ code: 0, stderr: '' });
    expect(described.stdout).toMatch(/^Overview\n {2}60 people made [\d,]+ events in [\d,]+ sessions\.\n/);
  });
}, 120_000);

test('what is no dataset is bad input', () => {
  withFolder((folder) => {
    expect(lapse(['check', 'data'], { cwd: folder })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: cannot read data/manifest.json: it does not exist (ENOENT); allowed: the folder of a dataset, as lapse generate --out makes it\n',
    });
    expect(lapse(['answer', 'gam'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr:
        'error: nothing is asked of "gam" (did you mean "game"?); allowed: content, health-shop, game, marketplace, classroom\n',
    });
  });
});
