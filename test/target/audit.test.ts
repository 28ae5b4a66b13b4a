import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { listPolicies } from '../../src/spec/policies.js';
import { auditPolicy, auditSdk, auditTarget, auditTargets } from '../../src/target/audit.js';

describe('audit targets', () => {
  test('are found by their names, and each has a script of its own', () => {
    expect(auditTargets.map(({ name }) => auditTarget(name))).toEqual(auditTargets);
    expect(auditTarget('rudderstack-js')).toBeUndefined();
    const scripts = readdirSync(join(packageRoot, 'spec', 'audit-sdks')).sort();
    expect(auditTargets.map(({ name }) => `${name.replace('audit:', '')}.cjs`).sort()).toEqual(scripts);
    const hashes = auditTargets.map((target) => auditSdk(target).version);
    expect(new Set(hashes).size).toBe(auditTargets.length);
    for (const target of auditTargets) {
      expect(readFileSync(auditSdk(target).file, 'utf8')).toContain('Audit SDK of Lapse');
    }
  });

  test('are judged by a policy that there is', () => {
    expect(listPolicies()).toContain(auditPolicy);
  });
});
