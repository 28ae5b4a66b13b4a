import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type DeviationEdits, editDeviations, emptyDeviations } from '../../src/spec/deviation-edits.js';
import { InputError } from '../../src/spec/input-error.js';
import { packageRoot } from '../../src/spec/package-root.js';

const text = `# At the top.
target: x
deviations:
  # About the first.
  - id: one # beside
    requirement: SES-ID-001
    scenarios:
      # About a scenario.
      a/b: [1, 2] # two steps
      a/c: [3]
    reason: >-
      Folded, in two
      lines.
    review: "2027-01-01"

  - id: two
    requirement: SES-ID-002
    scenarios: [d/*, d/e]
    reason: 'Why'
    review: "2027-01-01"
# At the end.
`;

const none: DeviationEdits = { added: [], removed: [], narrowed: new Map() };

function edited(changes: Partial<DeviationEdits>): string {
  return editDeviations(text, { ...none, ...changes }, 'known.yaml');
}

const added = {
  id: 'new',
  requirement: 'SES-ID-003',
  checks: ['engine-opinion', 'expected-id'],
  scenarios: [{ scenario: 'x/y/type=page', steps: [3, 4] }],
  witness: 'step 3: id "1" is back',
  review: '2027-05-31',
};

describe('editDeviations', () => {
  test('without edits, not a byte of the files of Lapse changes', () => {
    for (const name of ['rudderstack-js.yaml', 'rudderstack-js-legacy.yaml']) {
      const own = readFileSync(join(packageRoot, 'spec', 'deviations', name), 'utf8');
      expect(editDeviations(own, none, name)).toBe(own);
    }
  });

  test('what is removed goes with its lines, and every other line stays', () => {
    const without = edited({ removed: ['one'] });
    expect(without).toMatchInlineSnapshot(`
      "# At the top.
      target: x
      deviations:
        # About the first.
        - id: two
          requirement: SES-ID-002
          scenarios: [d/*, d/e]
          reason: 'Why'
          review: "2027-01-01"
      # At the end.
      "
    `);
  });

  test('with the last entry gone, the list is empty, and comments stay', () => {
    expect(edited({ removed: ['one', 'two'] })).toMatchInlineSnapshot(`
      "# At the top.
      target: x
        # About the first.
      # At the end.
      deviations: []
      "
    `);
  });

  test('a scenario that holds goes, and so does a step', () => {
    const narrowed = new Map([
      [
        'one',
        new Map([
          ['a/b', [{ scenario: 'a/b', steps: [2] }]],
          ['a/c', []],
        ]),
      ],
      ['two', new Map([['d/*', [{ scenario: 'd/f' }, { scenario: 'd/g' }]]])],
    ]);
    expect(edited({ narrowed })).toMatchInlineSnapshot(`
      "# At the top.
      target: x
      deviations:
        # About the first.
        - id: one # beside
          requirement: SES-ID-001
          scenarios:
            # About a scenario.
            a/b: [2] # two steps
          reason: >-
            Folded, in two
            lines.
          review: "2027-01-01"

        - id: two
          requirement: SES-ID-002
          scenarios: [d/f, d/g, d/e]
          reason: 'Why'
          review: "2027-01-01"
      # At the end.
      "
    `);
  });

  test('what is new stands behind the last entry, with questions', () => {
    const end = '# At the end.\n';
    const before = text.slice(0, -end.length);
    const after = edited({ added: [added] });
    expect(after.startsWith(before) && after.endsWith(end)).toBe(true);
    expect(after.slice(before.length, -end.length)).toMatchInlineSnapshot(`
      "
        - id: new
          requirement: SES-ID-003
          scenarios:
            x/y/type=page: [3, 4]
          checks: [engine-opinion, expected-id]
          reason: "? Why is it so, and does it stay? Seen: step 3: id \\"1\\" is back"
          link: "? Where is it tracked? Without an address, remove this line."
          review: "2027-05-31"
      "
    `);
    const { steps: _steps, ...whole } = added.scenarios[0] ?? { scenario: '' };
    const file = editDeviations(
      emptyDeviations('model:x'),
      { ...none, added: [added, { ...added, id: 'other', scenarios: [whole] }] },
      'known.yaml',
    );
    expect(file).toMatchInlineSnapshot(`
      "target: model:x
      deviations:
        - id: new
          requirement: SES-ID-003
          scenarios:
            x/y/type=page: [3, 4]
          checks: [engine-opinion, expected-id]
          reason: "? Why is it so, and does it stay? Seen: step 3: id \\"1\\" is back"
          link: "? Where is it tracked? Without an address, remove this line."
          review: "2027-05-31"

        - id: other
          requirement: SES-ID-003
          scenarios:
            - x/y/type=page
          checks: [engine-opinion, expected-id]
          reason: "? Why is it so, and does it stay? Seen: step 3: id \\"1\\" is back"
          link: "? Where is it tracked? Without an address, remove this line."
          review: "2027-05-31"
      "
    `);
  });

  const entry = "id: one\n  requirement: SES-ID-001\n  scenarios: [a/b]\n  reason: Why\n  review: '2027-01-01'\n";
  const second = entry.replace('one', 'two');
  const inBraces = (id: string): string =>
    `{ id: ${id}, requirement: SES-ID-001, scenarios: [a/b], reason: Why, review: '2027-01-01' }`;
  const ways = [
    ['a list that is not indented', `target: x\ndeviations:\n- ${entry}- ${second}`],
    ['a list before the target', `deviations:\n- ${entry}\n- ${second}\n# Of it.\ntarget: x\n`],
    ['a last line that is not ended', `target: x\ndeviations:\n- ${entry}- ${second}`.trimEnd()],
    ['a list in brackets', `deviations: [${inBraces('one')}, ${inBraces('two')}]\ntarget: x\n`],
    [
      'brackets on lines of their own',
      `target: x\ndeviations: [\n  ${inBraces('one')},\n  ${inBraces('two')}, # so\n]\n`,
    ],
    ['JSON', JSON.stringify(parse(`target: x\ndeviations: [${inBraces('one')}, ${inBraces('two')}]`))],
  ] as const;
  const edits = [[], ['one'], ['two']].flatMap((removed) => [[], [added]].map((more) => ({ removed, added: more })));

  test.each(ways)('%s stays one, whatever is edited', (_way, written) => {
    for (const { removed, added: more } of edits) {
      const after = editDeviations(written, { ...none, removed, added: more }, 'known.yaml');
      const { target, deviations } = parse(after) as { target: string; deviations: { id: string }[] };
      expect(target).toBe('x');
      const ids = ['one', 'two'].filter((id) => !removed.includes(id));
      expect(deviations.map(({ id }) => id)).toEqual([...ids, ...more.map(({ id }) => id)]);
    }
  });

  test.each(ways.slice(0, -1))('%s may come to hold nothing, and something new', (_way, written) => {
    for (const more of [[], [added]]) {
      const after = editDeviations(written, { ...none, removed: ['one', 'two'], added: more }, 'known.yaml');
      expect(parse(after)).toEqual({ target: 'x', deviations: more.map(({ id }) => expect.objectContaining({ id })) });
    }
  });

  test('an edit that would make another file than is meant is refused', () => {
    const apart = `target: x\ndeviations:\n  -\n    ${entry.replaceAll('\n ', '\n   ')}  -\n    ${second.replaceAll('\n ', '\n   ')}`;
    for (const changes of [{ added: [added] }, { removed: ['one'] }]) {
      expect(() => editDeviations(apart, { ...none, ...changes }, 'known.yaml')).toThrow(InputError);
    }
  });
});
