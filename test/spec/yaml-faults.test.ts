import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { faultsIn } from '../../src/spec/yaml-faults.js';

test('what the library finds wrong is said in words that tell what to write', () => {
  const texts = [
    'a: [1',
    '{"a": [}',
    '{"a": 1',
    'a: "x',
    '\ta: 1',
    'a: !custom 1',
    'a: !!set {x}',
    '{ [1]: 2 }',
    'a: b: c',
    '- a: b\n   c: d',
    'a\nb: c',
    'a: @x',
    'a: `x`',
    'a: ]',
    '- a\nb: c',
    'a: 1,\nb 2',
    'a: b #c\n#d\n e: f',
    'a: |x\n  y',
    'a: "\\q"',
    'a: 1\n---\nb: 2',
  ];
  const options = { prettyErrors: false, stringKeys: true, resolveKnownTags: false } as const;
  const told = texts.map((text) => {
    const { errors, warnings } = parseDocument(text, options);
    const faults = faultsIn(text, [...errors, ...warnings]);
    return [
      text,
      ...faults.map(
        ({ offset, message, allowed = '' }) => `${offset}: ${message}${allowed && `; allowed: ${allowed}`}`,
      ),
    ];
  });
  expect(told).toMatchInlineSnapshot(`
    [
      [
        "a: [1",
        "5: a list that began with [ is not closed; allowed: ]",
      ],
      [
        "{"a": [}",
        "7: a list that began with [ is not closed; allowed: ]",
      ],
      [
        "{"a": 1",
        "7: a map that began with { is not closed; allowed: }",
      ],
      [
        "a: "x",
        "5: a text that began with a quote is not closed",
      ],
      [
        "	a: 1",
        "0: a tab indents the line; allowed: spaces",
      ],
      [
        "a: !custom 1",
        "3: unknown tag "!custom"; allowed: no tags",
      ],
      [
        "a: !!set {x}",
        "3: unknown tag "!!set"; allowed: no tags",
      ],
      [
        "{ [1]: 2 }",
        "2: a key is no text; allowed: text",
      ],
      [
        "a: b: c",
        "3: a second colon follows in one value, or the next line is indented too far; allowed: quotes around a text that holds ": ", or begins with a special character",
      ],
      [
        "- a: b
       c: d",
        "5: a second colon follows in one value, or the next line is indented too far; allowed: quotes around a text that holds ": ", or begins with a special character",
      ],
      [
        "a
    b: c",
        "0: a key and its colon are not on one line; allowed: both on one line",
      ],
      [
        "a: @x",
        "3: a text begins with "@"; allowed: quotes around a text that holds ": ", or begins with a special character",
      ],
      [
        "a: \`x\`",
        "3: a text begins with "\`"; allowed: quotes around a text that holds ": ", or begins with a special character",
      ],
      [
        "a: ]",
        "3: "]" is out of place",
      ],
      [
        "- a
    b: c",
        "4: "b" is out of place",
        "5: ":" is out of place",
        "7: "c" is out of place",
      ],
      [
        "a: 1,
    b 2",
        "6: a key has no colon behind it; allowed: key: value",
      ],
      [
        "a: b #c
    #d
     e: f",
        "8: the line is indented differently than those that it belongs to",
      ],
      [
        "a: |x
      y",
        "4: Block scalar header includes extra characters: |x",
      ],
      [
        "a: "\\q"",
        "4: Invalid escape sequence \\q",
      ],
      [
        "a: 1
    ---
    b: 2",
        "5: a second document begins here; allowed: one document in a file",
      ],
    ]
  `);
});
