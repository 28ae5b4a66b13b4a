import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DeviationEdits, editDeviations, emptyDeviations } from '../../src/spec/deviation-edits.js';
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

function edited(changes: Partial<DeviationEdits>): string {
  return editDeviations(text, { added: [], removed: [], narrowed: new Map(), ...changes });
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
      expect(editDeviations(own, { added: [], removed: [], narrowed: new Map() })).toBe(own);
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

  test('what is new stands at the end, with questions', () => {
    expect(edited({ added: [added] }).slice(text.length)).toMatchInlineSnapshot(`
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
    const file = editDeviations(emptyDeviations('model:x'), {
      added: [added, { ...added, id: 'other', scenarios: [whole] }],
      removed: [],
      narrowed: new Map(),
    });
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
});
