import { expect, test } from 'vitest';
import { allTimelines, whyNotApplicable } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';
import { registry, scenario, web } from './scenario-input.js';

test.each([
  [{ platform: 'any' }, undefined],
  [{ platform: 'web', given: {} }, undefined],
  [{ platform: 'web', given: { boundary: 'exclusive', cutOffDefaultMs: 43_200_000 } }, undefined],
  [{ platform: 'mobile' }, 'it is for mobile, and the policy rudderstack-web for web'],
  [
    { platform: 'web', given: { boundary: 'inclusive' } },
    'it is for boundary "inclusive", and the policy rudderstack-web has "exclusive"',
  ],
] as const)('whether %j applies', (scenario, reason) => {
  expect(whyNotApplicable(scenario, web)).toBe(reason);
});

const waiting = (duration: string): string => `  - load\n  - wait: ${duration}\n`;
const forMobile = 'platform: mobile\n';

function timelinesOf(files: Readonly<Record<string, string>>): string[] {
  const folder = inputFolder(files);
  return allTimelines(loadScenarioFiles([folder], { registry, policy: web }), web).map(({ id }) => id);
}

test('timelines are also those whose expectations are for another platform, unless they make no sense here', () => {
  const ids = timelinesOf({
    'scenarios/timeout/a.yaml': scenario(waiting('timeout + 1ms')).replace('platform: web\n', forMobile),
    'scenarios/timeout/b.yaml': scenario(waiting('timeout + 1ms'), 'given: { boundary: inclusive }\n'),
    'scenarios/timeout/c.yaml': scenario(waiting('timeout - 100d')).replace('platform: web\n', forMobile),
  });
  expect(ids).toEqual(['timeout/a', 'timeout/b']);
});

test('a timeline for this policy that makes no sense is bad input', () => {
  const folder = inputFolder({ 'scenarios/timeout/x.yaml': scenario(waiting('timeout - 100d')) });
  const read = () => allTimelines(loadScenarioFiles([folder], { registry }), web);
  expect(inputErrorOf(folder, read)).toContain('timeout - 100d');
});
