import { expect, test } from 'vitest';
import { editions, loadRequirements, sections } from '../../src/spec/requirements.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

const requirement = (id: string, more = ''): string => `  - id: ${id}
    level: MUST
    platform: web
    editions: [2022-12]
    basis: announced
    source: Announcement
    text: The first event carries the marker.
    why: Sessions are counted by it.
${more}`;

const file = (section: string, ...requirements: string[]): string =>
  `section: ${section}\ntitle: Some title\nrequirements:\n${requirements.join('')}`;

test('all requirements of the specification load, in the order of the sections', () => {
  const registry = loadRequirements();
  expect(registry.byId.size).toBeGreaterThan(50);
  const order = [...registry.byId.values()].map(({ section }) => sections.indexOf(section));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(registry.sections.map(({ section }) => section)).toEqual([...sections]);
  for (const edition of editions) {
    expect(
      [...registry.byId.values()].some((each) => each.editions.includes(edition)),
      edition,
    ).toBe(true);
  }
});

test('a requirement has its section, its sources as a list, and its place', () => {
  const folder = inputFolder({
    'start.yaml': file('start', requirement('SES-START-001', '    excluded: Nobody can see it.\n')),
  });
  expect(loadRequirements(folder).byId.get('SES-START-001')).toEqual({
    id: 'SES-START-001',
    section: 'start',
    level: 'MUST',
    platform: 'web',
    editions: ['2022-12'],
    basis: 'announced',
    source: ['Announcement'],
    text: 'The first event carries the marker.',
    why: 'Sessions are counted by it.',
    excluded: 'Nobody can see it.',
    place: { file: `${folder}/start.yaml`, line: 4, column: 9 },
  });
});

test('sections come in their own order, not in that of the file names', () => {
  const folder = inputFolder({
    'clock.yaml': file('clock', requirement('SES-CLOCK-001')),
    'timeout.yaml': file('timeout', requirement('SES-TIMEOUT-002'), requirement('SES-TIMEOUT-001')),
  });
  expect([...loadRequirements(folder).byId.keys()]).toEqual(['SES-TIMEOUT-002', 'SES-TIMEOUT-001', 'SES-CLOCK-001']);
});

test('the problems of all files are told at once', () => {
  const folder = inputFolder({
    'start.yaml': file(
      'start',
      requirement('SES-START-001'),
      requirement('SES-START-001'),
      requirement('SES-BEGIN-002'),
    ),
    'clock.yaml': file('cloak', requirement('SES-CLOCK-001')),
    'id.yaml': file('clock', requirement('SES-ID-001')),
    'tabs.yaml': file(
      'tabs',
      requirement('SES-TABS-1').replace('MUST', 'must').replace('2022-12', '2023-12').replace('why', 'wy'),
    ),
    'wire.yaml': 'section: wire\ntitle: Wire\nrequirements: []\n',
    'reset.yaml': '- a list\n',
    'broken.yaml': 'a: [',
  });
  expect(inputErrorOf(folder, () => loadRequirements(folder))).toMatchInlineSnapshot(`
    "broken.yaml:1:5: not valid YAML: a list that began with [ is not closed; allowed: ]
    clock.yaml:1:10: section is "cloak" (did you mean "clock"?); allowed: config, timeout, id, start, context, manual, reset, identify, persistence, tabs, consent, cut-off, wire, clock, lifecycle
    id.yaml:1:10: section is "clock" in a file named "id.yaml"; allowed: id
    reset.yaml:1:1: the file is ["a list"]; allowed: a map of keys and values
    start.yaml:12:9: id "SES-START-001" is taken, by start.yaml:4
    start.yaml:20:9: id "SES-BEGIN-002" does not begin like the others of its section; allowed: SES-START-…
    tabs.yaml:4:5: requirements[0] lacks the key "why"
    tabs.yaml:4:9: requirements[0].id is "SES-TABS-1"; allowed: an id such as SES-TIMEOUT-003
    tabs.yaml:5:12: requirements[0].level is "must" (did you mean "MUST"?); allowed: MUST, SHOULD, MAY
    tabs.yaml:7:16: requirements[0].editions[0] is "2023-12" (did you mean "2022-12"?); allowed: 2022-12, 2026-11
    tabs.yaml:11:5: unknown key "wy" in requirements[0] (did you mean "why"?); allowed: id, level, platform, editions, basis, source, text, why, excluded
    wire.yaml:3:15: requirements is empty; allowed: at least 1 entry"
  `);
});
