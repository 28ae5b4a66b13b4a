import type { ErrorObject } from 'ajv/dist/2020.js';
import { didYouMean, type InputProblem, showValue } from './input-error.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/**
 * Turns what the schema library reports into sentences for the person who wrote the file. It relies on two habits of
 * the schemas in `spec/schemas/`: `title` names the thing ("step"), and `description` beside a `pattern` or a `type`
 * says in words what is accepted. `oneOf` is only used over single required keys, to say that exactly one of them must be there.
 */
export function sentencesOf(errors: readonly ErrorObject[], yaml: YamlFile): InputProblem[] {
  const unclear = new Set(
    errors.filter(({ keyword, data }) => keyword === 'oneOf' && isRecord(data)).map(({ instancePath }) => instancePath),
  );
  const wrongTypes = new Map(
    errors.flatMap((error) => (error.keyword === 'type' ? [[error.instancePath, error] as const] : [])).reverse(),
  );
  const told = errors.filter((error) => {
    // `if` only repeats that its `then` failed, and the parts of a `oneOf` that the whole did.
    if (error.keyword === 'if' || error.schemaPath.includes('/oneOf/')) return false;
    // Each schema that a value is held against says the same of its type.
    if (error.keyword === 'type') return error === wrongTypes.get(error.instancePath);
    // What is no map at all has no keys to choose from.
    if (error.keyword === 'oneOf') return isRecord(error.data);
    // Where it is unclear what a thing is, nothing useful can be said about its keys.
    return !unclear.has(error.instancePath);
  });
  return told.map((error) => sentenceOf(error, pathOf(error.instancePath, yaml.value), yaml));
}

function sentenceOf(error: ErrorObject, path: YamlPath, yaml: YamlFile): InputProblem {
  const place = yaml.locate(path);
  const name = showPath(path);
  // Only where it is shown: of an unknown key it would be the whole map, for each key again.
  const value = (): string => showValue(error.data);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(recordOf(recordOf(error.parentSchema).properties));
      const where = path.length === 0 ? '' : ` in ${name}`;
      return {
        place: yaml.locateKey([...path, key]),
        message: `unknown key ${JSON.stringify(key)}${where}${didYouMean(key, known)}`,
        allowed: known.join(', '),
      };
    }
    case 'oneOf':
      return oneOfSentence(error, path, yaml);
    case 'required':
      return {
        place,
        message: `${path.length === 0 ? 'the file' : name} lacks the key ${showValue(params.missingProperty)}`,
      };
    case 'enum': {
      const known = (params.allowedValues as unknown[]).map(String);
      if (typeof error.data === 'string' && known.includes(error.data)) {
        return { place, message: `${name} is the text ${value()}`, allowed: `${error.data} without quotes` };
      }
      const guess = typeof error.data === 'string' ? didYouMean(error.data, known) : '';
      const title = recordOf(error.parentSchema).title;
      const message = typeof title === 'string' ? `unknown ${title} ${value()}` : `${name} is ${value()}`;
      return { place, message: message + guess, allowed: known.join(', ') };
    }
    case 'const':
      return { place, message: `${name} is ${value()}`, allowed: showValue(params.allowedValue) };
    case 'type':
      return { place, message: `${name} is ${value()}`, allowed: describedOr(error, typesInWords(params.type)) };
    case 'pattern':
      return {
        place,
        message: `${name} is ${value()}`,
        allowed: describedOr(error, `text like ${String(params.pattern)}`),
      };
    case 'minLength':
      return { place, message: `${name} is an empty text`, allowed: 'a text of at least one character' };
    case 'minItems':
    case 'minProperties': {
      const length = lengthOf(error.data);
      const message = length === 0 ? `${name} is empty` : `${name} has ${entries(length)}`;
      // Where a certain number is wanted, the description says which.
      const least = `at least ${entries(Number(params.limit))}`;
      return { place, message, allowed: params.limit === 1 ? least : describedOr(error, least) };
    }
    case 'maxItems':
      return {
        place,
        message: `${name} has ${entries(lengthOf(error.data))}`,
        allowed: describedOr(error, `at most ${String(params.limit)}`),
      };
    case 'uniqueItems': {
      const [first, again] = [Number(params.j), Number(params.i)].sort((one, other) => one - other);
      const entry: unknown = Array.isArray(error.data) ? error.data[again ?? 0] : undefined;
      const message = `${showPath([...path, again ?? 0])} is ${showValue(entry)}, as ${showPath([...path, first ?? 0])} is`;
      return { place: yaml.locate([...path, again ?? 0]), message, allowed: 'each once' };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return {
        place,
        message: `${name} is ${value()}`,
        allowed: `${comparisonWords[String(params.comparison)]} ${String(params.limit)}`,
      };
    default:
      return { place, message: `${name} is ${value()}, but it ${error.message ?? 'is not allowed'}` };
  }
}

/** Exactly one of several keys must be there; a step is named by it. */
function oneOfSentence(error: ErrorObject, path: YamlPath, yaml: YamlFile): InputProblem {
  const parent = recordOf(error.parentSchema);
  const thing = typeof parent.title === 'string' ? parent.title : showPath(path);
  const choices = (error.schema as { readonly required: readonly string[] }[]).flatMap((choice) => choice.required);
  const keys = Object.keys(recordOf(error.data));
  const present = keys.filter((key) => choices.includes(key));
  if (present.length > 1) {
    return {
      place: yaml.locateKey([...path, present[1] ?? '']),
      message: `one ${thing} with ${present.map((key) => JSON.stringify(key)).join(' and ')}; write one ${thing} each`,
    };
  }
  const companions = Object.keys(recordOf(parent.properties));
  const unknown = keys.find((key) => !companions.includes(key));
  const allowed = choices.join(', ');
  if (unknown === undefined) return { place: yaml.locate(path), message: `the ${thing} says nothing to do`, allowed };
  return {
    place: yaml.locateKey([...path, unknown]),
    message: `unknown ${thing} ${JSON.stringify(unknown)}${didYouMean(unknown, choices)}`,
    allowed,
  };
}

/** The JSON pointer as keys and indexes; a segment is an index where the value holds a list. */
function pathOf(pointer: string, value: unknown): YamlPath {
  let holder = value;
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => {
      const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(holder);
      holder = recordOf(holder)[key];
      return isIndex ? Number(key) : key;
    });
}

/** @example showPath(['steps', 3, 'expect', 'start']) === 'steps[3].expect.start' */
export function showPath(path: YamlPath): string {
  if (path.length === 0) return 'the file';
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

function describedOr(error: ErrorObject, otherwise: string): string {
  const { description } = recordOf(error.parentSchema);
  return typeof description === 'string' ? description : otherwise;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function lengthOf(value: unknown): number {
  return Object.keys(recordOf(value)).length;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

const comparisonWords: Readonly<Record<string, string>> = { '>=': 'at least', '<=': 'at most', '>': 'more than' };

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map of keys and values',
  array: 'a list',
  null: 'nothing',
};

function typesInWords(types: unknown): string {
  const list = Array.isArray(types) ? types : String(types).split(',');
  return list.map((type) => typeWords[String(type)] ?? String(type)).join(' or ');
}
