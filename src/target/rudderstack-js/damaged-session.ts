import type { Json } from '../../record/timeline.js';
import { encrypted } from '../rudderstack-js-legacy/encryption.js';
import type { SessionDamage, StoredItems } from '../web/sdk.js';
import { storedMeaning } from './stored-value.js';

/** Under which the SDK keeps the session, wherever it keeps it. */
const sessionKey = 'rl_session';

/** In front of what version 3 has encoded in base64. */
const markOfVersion3 = 'RS_ENC_v3_';

/** How one version of the SDK writes what it stores, and how the version before it did. */
export interface StoredForm {
  /** What a stored text says, as JSON. */
  readonly meaningOf: (stored: string) => string;
  readonly written: (json: string) => string;
  readonly writtenByOlder: (json: string) => string;
}

const version3: StoredForm = {
  meaningOf: storedMeaning,
  written: (json) => `${markOfVersion3}${Buffer.from(json, 'utf8').toString('base64')}`,
  writtenByOlder: encrypted,
};

const tenYearsMs = 10 * 365 * 86_400_000;

/** Spoils the stored session in every place that has one. @returns whether one has */
export function damageStoredSession(
  places: readonly StoredItems[],
  how: SessionDamage,
  form: StoredForm = version3,
): boolean {
  let found = false;
  for (const { kind, read, write } of places) {
    const stored = read(sessionKey);
    if (stored === undefined || stored === '') continue;
    write(sessionKey, damagedValue(stored, how, kind, form));
    found = true;
  }
  return found;
}

/** What stands there afterwards, as it stands in that kind of place. */
function damagedValue(stored: string, how: SessionDamage, kind: StoredItems['kind'], form: StoredForm): string {
  const encoded = (text: string): string => (kind === 'cookie' ? encodeURIComponent(text) : JSON.stringify(text));
  const meaning = form.meaningOf(stored);
  switch (how) {
    case 'unparseable':
      return kind === 'cookie' ? encodeURIComponent('{not a session') : '{not a session';
    case 'truncated':
      return stored.slice(0, stored.length / 2);
    case 'wrong-type':
      return encoded(form.written(changed(meaning, (_key, value) => otherType(value))));
    case 'future':
      // The id stays, for it says which session this is; a different one would be another session.
      return encoded(
        form.written(changed(meaning, (key, value) => (key === 'expiresAt' ? Number(value) + tenYearsMs : value))),
      );
    case 'older-version':
      return encoded(form.writtenByOlder(meaning));
  }
}

function changed(meaning: string, change: (key: string, value: Json) => Json): string {
  return JSON.stringify(JSON.parse(meaning, (key, value) => (isLeaf(key, value) ? change(key, value) : value)));
}

function isLeaf(key: string, value: Json): boolean {
  return key !== '' && (typeof value !== 'object' || value === null);
}

/** What another language, or a careless migration, makes of a value: texts of numbers and of booleans. */
function otherType(value: Json): Json {
  return typeof value === 'string' ? Number(value) : String(value);
}
