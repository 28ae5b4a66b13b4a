import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { userGenerator } from '../../src/dataset/generate-user.js';
import { populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { storeTables } from '../dataset/stored-shop.js';
import { lapse, withFolder } from './command-line.js';

describe('lapse whatif', () => {
  test('shows how many checkouts of the health shop a session of 24 hours hides', () => {
    withFolder((folder) => {
      const population = readPopulation(populationFile('health-shop'));
      const generate = userGenerator(population, { seed: 7, days: 14 });
      const users = Array.from({ length: 150 }, (_, user) => generate(user));
      storeTables(folder, population, users, 'csv');
      const shown = lapse(
        [
          'whatif',
          'events.csv',
          '--by',
          'cohort',
          '--format',
          'csv',
          '--timeout',
          '24h,30m',
          '--cap',
          '24h',
          '--svg',
          'curve.svg',
          '--html',
          'what-if.html',
        ],
        { cwd: folder },
      );
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      const [header = '', ...lines] = shown.stdout.trim().split('\n');
      const rows = lines.map((line) => {
        const cells = line.split(',');
        return Object.fromEntries(header.split(',').map((name, index) => [name, cells[index]]));
      });
      const checkouts = users.flatMap(({ events }) =>
        events.filter((each) => each.isConversion && !each.dirt.duplicate),
      );
      const all = rows.filter(({ scope }) => scope === 'all');
      expect(all.map(({ timeout }) => timeout)).toEqual(['30m', '1d']);
      for (const { conversions, converting, hidden } of all) {
        expect(Number(conversions)).toBe(checkouts.length);
        expect(Number(converting) + Number(hidden)).toBe(checkouts.length);
      }
      const [short, day] = all.map(({ hidden }) => Number(hidden) / checkouts.length);
      expect(short).toBeLessThan(0.06);
      expect(day).toBeGreaterThan(0.1);
      const cohorts = rows.filter(({ scope, timeout }) => scope === 'group' && timeout === '1d');
      expect(cohorts.map(({ name }) => name)).toEqual(['regulars', 'visitors']);
      expect(readFileSync(path.join(folder, 'curve.svg'), 'utf8')).toMatch(/^<svg .*Sessions|sessions by timeout/);
      expect(readFileSync(path.join(folder, 'what-if.html'), 'utf8')).toContain('<section id="groups"');
    });
  });

  test('counts the events that are named, and draws the curve on the terminal', () => {
    withFolder((folder) => {
      const rows = [0, 10, 70].map((minute) => ({ who: 'ann', at: 1772409600 + minute * 60, event: 'Paid' }));
      writeFileSync(path.join(folder, 'events.ndjson'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const words = ['whatif', 'events.ndjson', '--user', 'who', '--time', 'at', '--conversion', 'Paid', '--ascii'];
      const { code, stdout } = lapse([...words, '--timeout', '5m,30m'], { cwd: folder });
      expect(code).toBe(0);
      expect(stdout.split('\n').slice(0, 18).join('\n')).toMatchInlineSnapshot(`
        "Overview
          3 events of 1 user.
          what                                            value
          events                                              3
          users                                               1
          left out: no user, or no time that can be read      0
          left out: messages that are there once more         0
          where the curve bends                              1h

        What each timeout makes of the events
          Durations are from the first event of a session to its last, and a bounce is a session of a single
          event. Conversions are counted per session. Whoever counts the sessions that convert sees one
          conversion for each, and the others are hidden: 5m hides 0 of 3, 30m hides 1 of 3.
          timeout  sessions  mean  median   bounce  per session  hidden  of all
               5m         3   0ms     0ms  100.0 %         1.00       0   0.0 %  ###########################
              30m         2    5m      5m   50.0 %         1.50       1  33.3 %  ##################

        Sessions by timeout"
      `);
    });
  });

  test('takes a conversion for one name, and says of a name that no event has which one there is', () => {
    withFolder((folder) => {
      const names = ['Paid', 'Paid', 'Paid, twice', 'Seen'];
      const rows = names.map((event, index) => ({ anonymous_id: 'ann', timestamp: 1772409600 + index, event }));
      writeFileSync(path.join(folder, 'events.ndjson'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const told = (...words: string[]): readonly [string | undefined, string] => {
        const { stdout, stderr } = lapse(
          [
            'whatif',
            'events.ndjson',
            '--format',
            'csv',
            '--timeout',
            '30m',
            ...words.flatMap((w) => ['--conversion', w]),
          ],
          { cwd: folder },
        );
        return [stdout.split('\n')[1]?.split(',')[8], stderr];
      };
      expect(told('Paid, twice')).toEqual(['1', '']);
      expect(told('Paid', 'Seem')).toEqual(['2', 'no event is called "Seem" (did you mean "Seen"?)\n']);
    });
  });

  test('says of wrong input what would have been right', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'events.csv'), 'anonymous_id,timestamp,event\nann,noon,Paid\n');
      const told = (...words: string[]): string => {
        const { code, stdout, stderr } = lapse(['whatif', 'events.csv', ...words], { cwd: folder });
        return `${code} ${stdout}${stderr}`;
      };
      expect(told('--timeout', '30m,x')).toMatch(/^2 error: --timeout is "x"; allowed: a duration/);
      expect(told()).toBe(
        '2 error: none of 1 rows has a user and a time that can be read; allowed: events, and the names of their columns as --user and --time\n',
      );
      writeFileSync(path.join(folder, 'events.csv'), 'anonymous_id,timestamp,event\nann,1772409600,Paid\n');
      expect(told('--split', 'campaign')).toBe(
        '2 error: --split campaign knows no column; allowed: --campaign with one of anonymous_id, timestamp, event\n',
      );
      expect(told('--by', 'cohort')).toBe(
        '2 error: --by is the column "cohort", and there is none; allowed: anonymous_id, timestamp, event\n',
      );
    });
  });
});
