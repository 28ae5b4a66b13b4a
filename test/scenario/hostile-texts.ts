import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/** Texts of every YAML file below a folder. */
export function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .sort();
}

const wildNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, 1e21, Number.NaN, Number.POSITIVE_INFINITY),
  fc.integer(),
  fc.double(),
);
const wildText = fc.oneof(
  fc.constantFrom(
    '',
    '-5m',
    '999999999999d',
    '1e309',
    '9'.repeat(400),
    `${'9'.repeat(400)}d`,
    `${'9'.repeat(400)} * timeout`,
    'timeout - 1h',
    '0 * cutOff',
    '${',
    ...['a', 'toString', '__proto__'].map((name) => `\${${name}}`),
    'now',
    'none',
    'SES-START-001',
    'SES-X-1',
    'http://[::1',
    'https://shop.example/\u0000',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    'constructor',
    '\ud800',
    '😀',
    '\u202e\u2028',
    '*a',
    '&a',
    '!!set',
    '<<',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const wildValue = fc.oneof(wildNumber, wildText, fc.boolean(), fc.constant(null));

const keys = (
  'title requirements platform given config start url matrix steps load track page screen identify group alias ' +
  'startSession endSession reset getSessionId wait sleep setClock reload navigate restart close client as expect ' +
  'properties traits context session id fields returns messages logs because autoTrack timeout cutOff enabled duration ' +
  'storage literal anonymousId boundary section level text why source editions basis target deviations scenarios checks ' +
  'reason link review values value __proto__ constructor toString hasOwnProperty length 0'
).split(' ');
const wildKey = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: wildText });

/** Values of any structure, under the keys that the schemas know and some that no schema does. */
const structure = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, wildValue, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 6 }),
  map: fc.array(fc.tuple(wildKey, tie('value')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
})).value;

/** A text that JSON accepts, most of the time: numbers that JSON lacks are written as YAML has them. */
const structuredText = structure.map((value) =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? `@${part}` : part,
  )
    .replaceAll('"@NaN"', '.nan')
    .replaceAll('"@Infinity"', '.inf')
    .replaceAll('"@-Infinity"', '-.inf'),
);

const place = fc.nat(1_000_000);

/** One change of a text; places are taken modulo its length. */
type Mutation = (text: string, other: string) => string;

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([at, bits]): Mutation =>
      (text) =>
        flip(text, at, bits),
  ),
  fc.tuple(place, fc.nat(5)).map(
    ([at, count]): Mutation =>
      (text) =>
        lines(text, at, count, () => []),
  ),
  fc.tuple(place, fc.nat(5)).map(
    ([at, count]): Mutation =>
      (text) =>
        lines(text, at, count, (cut) => [...cut, ...cut]),
  ),
  fc.tuple(place, place).map(
    ([at, from]): Mutation =>
      (text, other) =>
        splice(text, other, at, from),
  ),
  fc.tuple(place, wildText).map(
    ([at, value]): Mutation =>
      (text) =>
        insert(text, at, value),
  ),
  fc.tuple(place, wildValue).map(
    ([at, value]): Mutation =>
      (text) =>
        replaceValue(text, at, String(value)),
  ),
  fc
    .tuple(
      place,
      fc.constantFrom(
        '[',
        '{',
        '- ',
        '? ',
        ']',
        '}',
        ':',
        '#',
        '"',
        "'",
        '|',
        '>',
        '\t',
        '&a ',
        '*a ',
        '!x ',
        '---\n',
        '%',
      ),
    )
    .map(
      ([at, value]): Mutation =>
        (text) =>
          insert(text, at, value),
    ),
  fc.tuple(place, fc.constantFrom('[', '{a: ', '- ', '? ', '&a ', '  '), fc.integer({ min: 2, max: 2_000 })).map(
    ([at, value, count]): Mutation =>
      (text) =>
        insert(text, at, value.repeat(count)),
  ),
);

/** Bytes as they may stand in a file: real files that were changed, two real files in one, and structures at random. */
export function hostileBytes(texts: readonly string[]): fc.Arbitrary<Uint8Array> {
  const real = fc.constantFrom(...texts);
  const mutated = fc
    .tuple(real, real, fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([text, other, mutations]) => mutations.reduce((changed, mutate) => mutate(changed, other), text));
  const flipped = fc
    .tuple(real, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([text, flips]) => {
      const bytes = Buffer.from(text);
      for (const [at, value] of flips) bytes[at % bytes.length] = value;
      return bytes;
    });
  return fc.oneof(
    { weight: 6, arbitrary: mutated.map((text) => Buffer.from(text)) },
    { weight: 3, arbitrary: structuredText.map((text) => Buffer.from(text)) },
    { weight: 2, arbitrary: flipped },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  );
}

function flip(text: string, at: number, bits: number): string {
  const index = at % (text.length + 1);
  return text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ bits) + text.slice(index + 1);
}

function lines(text: string, at: number, count: number, change: (cut: string[]) => string[]): string {
  const all = text.split('\n');
  const index = at % all.length;
  return [...all.slice(0, index), ...change(all.slice(index, index + count)), ...all.slice(index + count)].join('\n');
}

function splice(text: string, other: string, at: number, from: number): string {
  return text.slice(0, at % (text.length + 1)) + other.slice(from % (other.length + 1));
}

function insert(text: string, at: number, value: string): string {
  const index = at % (text.length + 1);
  return text.slice(0, index) + value + text.slice(index);
}

/** Puts another value behind one of the colons. */
function replaceValue(text: string, at: number, value: string): string {
  const all = text.split('\n');
  const index = at % all.length;
  all[index] = (all[index] ?? '').replace(/: .*$/, () => `: ${value}`);
  return all.join('\n');
}
