import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allQuirks, quirksOf, quirkyRules } from '../../../src/engine/quirks/index.js';
import { rulesFor } from '../../../src/engine/rules.js';
import { packageRoot } from '../../../src/spec/package-root.js';
import { listPolicies, loadPolicy } from '../../../src/spec/policies.js';
import { loadRequirements } from '../../../src/spec/requirements.js';

const { byId } = loadRequirements();
const sdks = listPolicies().filter((id) => id.startsWith('rudderstack-'));

describe('the quirks', () => {
  test('are all that there are files of, each under the name of its file', () => {
    const files = readdirSync(join(packageRoot, 'src/engine/quirks')).filter((file) => file !== 'index.ts');
    expect(allQuirks.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  test.each(allQuirks)('$id names families that have a policy, requirements that exist, and its source', (quirk) => {
    expect(sdks).toEqual(expect.arrayContaining([...quirk.families]));
    expect(quirk.families.length).toBeGreaterThan(0);
    expect(quirk.requirements.filter((id) => !byId.has(id))).toEqual([]);
    expect(quirk.requirements.length).toBeGreaterThan(0);
    const [, scenario] = /^seen: ran rudder-sdk-js [\w.]+, scenario (.+)$/.exec(quirk.source) ?? [];
    if (scenario === undefined) expect(quirk.source).toMatch(/^rudder-sdk-[a-z-]+ .*\.(java|m|kt|swift|ts|js|dart)\b/);
    else expect(existsSync(join(packageRoot, 'scenarios', `${scenario}.yaml`)), scenario).toBe(true);
  });

  test.each(allQuirks)('$id breaks requirements of the platform of its families', ({ families, requirements }) => {
    const platforms = new Set(families.map((family) => loadPolicy(family).platform));
    for (const id of requirements) {
      const platform = byId.get(id)?.platform;
      if (platform !== 'any' && platform !== undefined) expect([...platforms], id).toContain(platform);
    }
  });

  test('every SDK family has some, and what was announced has none', () => {
    for (const id of sdks) expect(quirksOf(id).length, id).toBeGreaterThan(2);
    expect(quirksOf('announcement-web')).toEqual([]);
  });

  test.each(allQuirks)('$id leaves the rules that it was given as they are', (quirk) => {
    const policy = loadPolicy(quirk.families[0] ?? '');
    const rules = rulesFor(policy, '2026-11');
    const before = { ...rules };
    expect(quirk.apply(rules, policy)).not.toBe(rules);
    expect(rules).toEqual(before);
  });

  test('what a policy without quirks plays by are its own rules', () => {
    const policy = loadPolicy('announcement-mobile');
    const rules = rulesFor(policy, '2022-12');
    expect(quirkyRules(rules, policy)).toBe(rules);
  });
});
