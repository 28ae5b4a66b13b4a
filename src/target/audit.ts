import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.js';
import type { ChosenSdk } from './sdk/chosen-sdk.js';
import { scriptHash } from './sdk/script-hash.js';

/** An SDK that is wrong on purpose, driven as a vendor's is: whoever judges it well has judged nothing. */
export interface AuditTarget {
  readonly name: string;
  /** What it does, in words that follow its name. */
  readonly title: string;
}

/** All of them; each is one script in `spec/audit-sdks/`. */
export const auditTargets: readonly AuditTarget[] = [
  { name: 'audit:null', title: 'accepts every call and sends nothing' },
  { name: 'audit:echo', title: 'sends every event and never a session field' },
  { name: 'audit:frozen', title: 'one session id for ever, marked once' },
  { name: 'audit:eager', title: 'a new session with every event' },
  { name: 'audit:parrot', title: 'sends no session field, and returns invented ones from its calls' },
];

/** The policy by which they are judged; they have the calls of the web SDK. */
export const auditPolicy = 'rudderstack-web';

/** The audit target of this name; nothing if there is none. */
export function auditTarget(name: string): AuditTarget | undefined {
  return auditTargets.find((target) => target.name === name);
}

/** Its script, which is its only build. */
export function auditSdk({ name }: AuditTarget): ChosenSdk {
  const sdk = name.replace('audit:', '');
  const file = join(packageRoot, 'spec', 'audit-sdks', `${sdk}.cjs`);
  return { file, subject: `the audit SDK ${sdk} of Lapse`, version: scriptHash(readFileSync(file)) };
}
