import { createDecipheriv, createHash } from 'node:crypto';
import { storedMeaning as plainMeaning } from '../rudderstack-js/stored-value.js';

/** What the SDK writes in front of what it has encrypted, with a passphrase that is the same for everybody. */
const mark = 'RudderEncrypt:';
const passphrase = 'Rudder';

/** In front of the salt, in what `openssl enc` and the library of the SDK write. */
const salted = 'Salted__';
const keyLength = 32;
const initialVectorLength = 16;

/**
 * What a value in the storage of the SDK says, for people: decrypted, and without the quotes of a text within a text. A
 * value that is not encrypted, or that cannot be decrypted, comes back as it is.
 */
export function storedMeaning(value: string): string {
  const plain = percentDecoded(value);
  if (!plain.startsWith(mark)) return plainMeaning(value);
  const text = decrypted(Buffer.from(plain.slice(mark.length), 'base64'));
  return text === undefined ? plain : plainMeaning(text);
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function decrypted(content: Buffer): string | undefined {
  if (!content.subarray(0, salted.length).equals(Buffer.from(salted))) return undefined;
  const salt = content.subarray(salted.length, 2 * salted.length);
  const secret = derived(salt);
  const decipher = createDecipheriv(
    'aes-256-cbc',
    secret.subarray(0, keyLength),
    secret.subarray(keyLength, keyLength + initialVectorLength),
  );
  try {
    return Buffer.concat([decipher.update(content.subarray(2 * salted.length)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Key and initial vector, as OpenSSL derived them for decades: each digest is that of the one before and the secret. */
function derived(salt: Buffer): Buffer {
  let last = Buffer.alloc(0);
  let all = Buffer.alloc(0);
  while (all.length < keyLength + initialVectorLength) {
    last = createHash('md5').update(last).update(passphrase).update(salt).digest();
    all = Buffer.concat([all, last]);
  }
  return all;
}
