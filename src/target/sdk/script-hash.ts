import { createHash } from 'node:crypto';

/** What tells one script from another in a report: the beginning of the SHA-256 of its bytes, `sha256:` and 12 digits. */
export function scriptHash(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}
