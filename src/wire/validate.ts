import type { ErrorObject } from 'ajv/dist/2020.js';
import { type Json, type JsonObject, type MessageType, messageTypes } from '../record/timeline.js';
import { wireSchema } from './schemas.js';
import { typeOf } from './session-fields.js';

const longestShownText = 80;

/**
 * What is wrong with one message by the schema of its type in `spec/schemas/wire/`; empty if nothing is.
 * Each problem is a text with the dotted path, the value that was found, shortened, and what is allowed.
 * It never throws for what a message holds.
 */
export function validateMessage(body: JsonObject): string[] {
  const type = typeOf(body);
  if (!isMessageType(type)) return [`type is ${shown(body.type)}; allowed: one of ${messageTypes.join(', ')}`];
  return problems(type, body);
}

/** What is wrong with the envelope of a batch, in the same words; its messages are not looked into. */
export function validateBatch(envelope: Json): string[] {
  return problems('batch', envelope);
}

function problems(schema: MessageType | 'batch', value: Json): string[] {
  const validate = wireSchema(schema);
  if (validate(value)) return [];
  // The type is described by the common part and by its own schema, so that the same problem can come twice.
  // That a branch of the schema was not met says nothing beside what was wrong in it.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return [...new Set(errors.map((error) => describe(error, schema)))];
}

function describe(error: ErrorObject, schema: string): string {
  const path = dotted(error.instancePath);
  if (error.keyword === 'required') {
    return `${below(path, error.params.missingProperty)} is missing; required in every ${schema}`;
  }
  if (error.keyword === 'dependentRequired') {
    const present = below(path, error.params.property);
    return `${present} is there without ${below(path, error.params.missingProperty)}; allowed: only together`;
  }
  const allowed = error.parentSchema?.description ?? error.message;
  return `${path === '' ? 'the whole' : path} is ${shown(error.data)}; allowed: ${allowed}`;
}

/** From a JSON pointer, in which `~1` stands for a slash and `~0` for a tilde, to `context.library.name`. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function below(path: string, key: unknown): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

/** Arrays and objects are named, not written out: they may be huge, or nested too deeply to be written at all. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > longestShownText ? `${text.slice(0, longestShownText)}…` : text;
}

function isMessageType(type: string | undefined): type is MessageType {
  return messageTypes.some((known) => known === type);
}
