import { describe, expect, test } from 'vitest';
import { describeWith, NonconformanceError, type TestFramework } from '../../src/conformance/describe.js';
import { SpoiltTarget } from '../suite/targets.js';

type Body = Parameters<TestFramework['test']>[1];

/** A framework that runs what is described at once, and tells what became of it. */
async function run(describeIn: (framework: TestFramework) => void): Promise<string[]> {
  const groups: string[] = [];
  const hooks = { before: [] as (() => Promise<void>)[], after: [] as (() => Promise<void>)[] };
  const tests: { title: string; body: Body }[] = [];
  describeIn({
    describe(title, body) {
      groups.push(title);
      body();
      groups.pop();
    },
    before: (action) => void hooks.before.push(action),
    after: (action) => void hooks.after.push(action),
    test: (title, body) => void tests.push({ title: [...groups, title].join(' > '), body }),
  });
  const told: string[] = [];
  for (const action of hooks.before) await action();
  for (const { title, body } of tests) {
    let skipped = '';
    try {
      await body((reason) => {
        skipped = ` skipped: ${reason}`;
      });
      told.push(title + skipped);
    } catch (error) {
      told.push(`${title} failed: ${String(error).split('\n')[0]}`);
    }
  }
  for (const action of hooks.after) await action();
  return told;
}

const fixed = { config: false, asOf: '2026-11-23', target: 'reference:rudderstack-web' } as const;

describe('the suite as tests', () => {
  test('has one for each scenario by section, one before them and one after', async () => {
    const own = new SpoiltTarget();
    const scenarios = ['timeout/within', 'lifecycle/away-for-no-time', 'identify/another-user'];
    const told = await run((framework) => describeWith(framework, () => own, { ...fixed, scenarios }));
    expect(told).toMatchInlineSnapshot(`
      [
        "lapse · reference:rudderstack-web · edition 2026-11 · policy rudderstack-web > the clock obeys and the wire is alive",
        "lapse · reference:rudderstack-web · edition 2026-11 · policy rudderstack-web > identify > identify/another-user · Identifying another user ends the session and begins a new one",
        "lapse · reference:rudderstack-web · edition 2026-11 · policy rudderstack-web > lifecycle > lifecycle/away-for-no-time · Coming back in the same instant keeps the session skipped: for mobile, and the target is web",
        "lapse · reference:rudderstack-web · edition 2026-11 · policy rudderstack-web > timeout > timeout/within · One millisecond before the timeout the session goes on",
        "lapse · reference:rudderstack-web · edition 2026-11 · policy rudderstack-web > something was judged, and no review is overdue",
      ]
    `);
    expect(own.closed).toBe(true);
  });

  test('fails for an SDK that is broken, with no trace of where in Lapse that was found', async () => {
    const scenarios = ['timeout/within'];
    const target = 'mutant:one-millisecond-early';
    const told = await run((framework) => describeWith(framework, () => ({}), { ...fixed, target, scenarios }));
    expect(told[1]).toContain('failed: NonconformanceError: FAIL timeout/within · ');
    expect(new NonconformanceError('x').stack).toBe('NonconformanceError: x');
  });
});
