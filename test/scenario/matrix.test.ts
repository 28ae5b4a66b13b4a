import { describe, expect, test } from 'vitest';
import { casesOf, faultsOf, scenario } from './scenario-input.js';

describe('a matrix', () => {
  test('plays every combination, the last dimension fastest', () => {
    const text = scenario(
      `  - load:\n    config: { timeout: "\${t}" }\n  - \${type}: The \${type}\n`,
      'matrix: { type: [track, page], t: [0, 30m, 2 * 1h, { literal: .nan }, { literal: 90s }, null] }\n',
    ).replace('Some title', `A \${type} with \${t}`);
    const cases = casesOf(text);
    expect(cases.map(({ id, title }) => `${id}: ${title}`)).toMatchInlineSnapshot(`
      [
        "timeout/x/type=track/t=0: A track with 0",
        "timeout/x/type=track/t=30m: A track with 30m",
        "timeout/x/type=track/t=2*1h: A track with 2 * 1h",
        "timeout/x/type=track/t=NaN: A track with NaN",
        "timeout/x/type=track/t=90s: A track with 90s",
        "timeout/x/type=track/t=null: A track with null",
        "timeout/x/type=page/t=0: A page with 0",
        "timeout/x/type=page/t=30m: A page with 30m",
        "timeout/x/type=page/t=2*1h: A page with 2 * 1h",
        "timeout/x/type=page/t=NaN: A page with NaN",
        "timeout/x/type=page/t=90s: A page with 90s",
        "timeout/x/type=page/t=null: A page with null",
      ]
    `);
    const timeouts = cases.map(({ timeline }) => {
      const action = timeline.steps[1]?.action;
      return action?.kind === 'load' ? action.config.sessions?.timeout : undefined;
    });
    expect(timeouts.slice(0, 6)).toEqual([0, 1_800_000, 7_200_000, { notJson: 'NaN' }, '90s', null]);
    expect(cases[6]?.timeline.steps[2]?.action).toEqual({ kind: 'event', type: 'page', name: 'The page' });
  });

  test('problems in what was filled in point at what was written, once', () => {
    const text = scenario(
      `  - load\n  - \${type}: Name\n    traits: {}\n`,
      'matrix: { type: [track, page, identify, trak] }\n',
    );
    expect(faultsOf(text)).toMatchInlineSnapshot(`
      [
        "7:5: unknown step "trak" (did you mean "track"?); allowed: load, track, page, screen, identify, group, alias, startSession, endSession, reset, getSessionId, consent, wait, sleep, setClock, timeZone, reload, navigate, restart, crash, close, background, foreground, freeze, thaw, storage, damage, network, server",
        "8:5: unknown key "traits" in steps[1]; allowed: track, properties, context, client, as, expect",
        "8:5: unknown key "traits" in steps[1]; allowed: page, category, properties, context, client, as, expect",
      ]
    `);
  });

  test('problems at a key that was filled in point at that key and its value', () => {
    const steps = `  - load:\n    config: { "\${type}": 1 }\n  - \${type}:\n      5\n`;
    expect(faultsOf(scenario(steps, 'matrix: { type: [track] }\n'))).toEqual([
      '7:15: unknown key "track" in steps[0].config; allowed: autoTrack, timeout, cutOff, storage, preConsent, lifecycleEvents, other',
      '9:7: steps[1].track is 5; allowed: text',
    ]);
  });

  test.each([
    ['matrix: {}\n', ''],
    ['matrix: { a: [] }\n', `  - track: \${a}\n`],
    ['matrix: { a: 1 }\n', `  - track: \${a}\n`],
    ['matrix: { a-b: [1] }\n', `  - track: \${a-b}\n`],
    ['matrix: { type: [1] }\n', `  - track: \${typ}\n`],
    ['', `  - track: \${type}\n`],
    ['matrix: { a: [1, "1"] }\n', `  - track: x\${a}\n`],
    [`matrix: { a: [${[...Array(1_001).keys()]}] }\n`, `  - track: x\${a}\n`],
  ])('that is wrong: %#', (matrix, step) => {
    expect(faultsOf(scenario(`  - load\n${step}`, matrix))).toMatchSnapshot();
  });
});
