import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** What the SDK writes in front of what it has encrypted. */
const mark = 'RudderEncrypt:';

/** It is in the published code, and the same for everybody: it hides nothing from those who look for it. */
const passphrase = 'Rudder';

/** In front of the salt, in the container of OpenSSL, which the library of the SDK writes as well. */
const opening = Buffer.from('Salted__');
const saltLength = 8;
const keyLength = 32;
const vectorLength = 16;
const cipherName = 'aes-256-cbc';

/** Always the same, so that a timeline is played alike each time. */
const salt = Buffer.from('lapse-01');

/** A text as the SDK stores it. */
export function encrypted(text: string): string {
  const { key, vector } = secretOf(salt);
  const cipher = createCipheriv(cipherName, key, vector);
  const content = Buffer.concat([opening, salt, cipher.update(text, 'utf8'), cipher.final()]);
  return `${mark}${content.toString('base64')}`;
}

/** What a stored text says; nothing if the SDK has not encrypted it, or it is not whole any more. */
export function decrypted(stored: string): string | undefined {
  if (!stored.startsWith(mark)) return undefined;
  const content = Buffer.from(stored.slice(mark.length), 'base64');
  const textAt = opening.length + saltLength;
  if (!content.subarray(0, opening.length).equals(opening)) return undefined;
  const { key, vector } = secretOf(content.subarray(opening.length, textAt));
  const decipher = createDecipheriv(cipherName, key, vector);
  try {
    return Buffer.concat([decipher.update(content.subarray(textAt)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Drawn from passphrase and salt as OpenSSL did for decades: each digest is one of the digest before and of both. */
function secretOf(salted: Buffer): { key: Buffer; vector: Buffer } {
  let [block, drawn] = [Buffer.alloc(0), Buffer.alloc(0)];
  while (drawn.length < keyLength + vectorLength) {
    block = createHash('md5').update(block).update(passphrase).update(salted).digest();
    drawn = Buffer.concat([drawn, block]);
  }
  return { key: drawn.subarray(0, keyLength), vector: drawn.subarray(keyLength, keyLength + vectorLength) };
}
