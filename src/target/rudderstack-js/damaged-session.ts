import { createCipheriv, createHash } from 'node:crypto';
import type { Json } from '../../record/timeline.js';
import type { SessionDamage, StoredItems } from '../jsdom/sdk.js';
import { storedMeaning } from './stored-value.js';

/** Under which the SDK keeps the session, wherever it keeps it. */
const sessionKey = 'rl_session';

/** In front of what version 3 has encoded in base64, and of what version 1.1 has encrypted. */
const markOfVersion3 = 'RS_ENC_v3_';
const markOfVersion1 = 'RudderEncrypt:';

/** The passphrase of version 1.1, which is in its published code: it hides nothing from anybody who looks for it. */
const passphrase = 'Rudder';

const tenYearsMs = 10 * 365 * 86_400_000;

/** Spoils the stored session in every place that has one. @returns whether one has */
export function damageStoredSession(places: readonly StoredItems[], how: SessionDamage): boolean {
  let found = false;
  for (const { kind, read, write } of places) {
    const stored = read(sessionKey);
    if (stored === undefined || stored === '') continue;
    write(sessionKey, damagedValue(stored, how, kind));
    found = true;
  }
  return found;
}

function damagedValue(stored: string, how: SessionDamage, kind: StoredItems['kind']): string {
  const encoded = (text: string): string => (kind === 'cookie' ? encodeURIComponent(text) : JSON.stringify(text));
  const meaning = storedMeaning(stored);
  switch (how) {
    case 'unparseable':
      return kind === 'cookie' ? encodeURIComponent('{not a session') : '{not a session';
    case 'truncated':
      return stored.slice(0, stored.length / 2);
    case 'wrong-type':
      return encoded(version3(changed(meaning, (_key, value) => otherType(value))));
    case 'future':
      // The id stays, for it says which session this is; a different one would be another session.
      return encoded(
        version3(changed(meaning, (key, value) => (key === 'expiresAt' ? Number(value) + tenYearsMs : value))),
      );
    case 'older-version':
      return encoded(version1(meaning));
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

function version3(json: string): string {
  return `${markOfVersion3}${Buffer.from(json, 'utf8').toString('base64')}`;
}

/**
 * As version 1.1 writes it: AES in the container of OpenSSL, whose key and vector are drawn from the passphrase and a salt.
 * The salt is always the same here, so that a timeline is played alike each time.
 */
function version1(json: string): string {
  const salt = Buffer.from('lapse-01', 'latin1');
  let drawn = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (drawn.length < 48) {
    block = createHash('md5')
      .update(Buffer.concat([block, Buffer.from(passphrase), salt]))
      .digest();
    drawn = Buffer.concat([drawn, block]);
  }
  const cipher = createCipheriv('aes-256-cbc', drawn.subarray(0, 32), drawn.subarray(32, 48));
  const text = Buffer.concat([cipher.update(json, 'utf8'), cipher.final()]);
  return `${markOfVersion1}${Buffer.concat([Buffer.from('Salted__'), salt, text]).toString('base64')}`;
}
