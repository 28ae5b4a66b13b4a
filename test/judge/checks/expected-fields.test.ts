import { describe, expect, test } from 'vitest';
import { expectedFields } from '../../../src/judge/checks/expected-fields.js';
import type { JsonObject } from '../../../src/record/timeline.js';
import { caseOf, contextOf, load, silent, traceOf, track, withBody } from '../fixture.js';

const scenario = caseOf([load, track('one')], {
  1: { fields: { 'context.library.name': 'lapse-reference', 'context.campaign': {}, 'context.campaign.source': null } },
});
const trace = traceOf(scenario);
const expected = 'context.library.name "lapse-reference", context.campaign {}, context.campaign.source absent';
const common = { check: 'expected-fields', requirement: 'SES-TIMEOUT-003', step: 1, expected };

function withCampaign(campaign: JsonObject) {
  return withBody(trace, 0, (body) => ({ ...body, context: { ...(body.context as JsonObject), campaign } }));
}

describe('expected-fields', () => {
  test('passes when every path has its value, or none where none is expected', () => {
    expect(expectedFields.run(contextOf(scenario))).toEqual([
      { ...common, outcome: 'pass', observed: expected, message: `step 2: ${expected}` },
    ]);
  });

  test('fails when a path that should be absent is there', () => {
    const observed =
      'context.library.name "lapse-reference", context.campaign {"source":"mail"}, context.campaign.source "mail"';
    expect(expectedFields.run(contextOf(scenario, withCampaign({ source: 'mail' })))).toEqual([
      { ...common, outcome: 'fail', observed, message: `step 2: expected ${expected}, observed ${observed}` },
    ]);
  });

  test('fails when a path that should be absent is null', () => {
    const observed =
      'context.library.name "lapse-reference", context.campaign {"source":null}, context.campaign.source null';
    expect(expectedFields.run(contextOf(scenario, withCampaign({ source: null })))).toMatchObject([
      { outcome: 'fail', observed },
    ]);
    const alone = caseOf([load, track('one')], { 1: { fields: { 'context.campaign.source': null } } });
    expect(expectedFields.run(contextOf(alone, withCampaign({ source: null })))).toMatchObject([{ outcome: 'fail' }]);
  });

  test('fails when a value differs', () => {
    const other = withBody(trace, 0, (body) => ({
      ...body,
      context: { ...(body.context as JsonObject), library: { name: 'another' } },
    }));
    expect(expectedFields.run(contextOf(scenario, other))).toMatchObject([{ outcome: 'fail' }]);
  });

  test('a path ends at what is not an object, and inherits nothing', () => {
    const inherited = caseOf([load, track('one')], {
      1: { fields: { 'event.length': null, 'context.constructor': null, 'integrations.All.x': null } },
    });
    expect(expectedFields.run(contextOf(inherited))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('fails when nothing is sent, even where only absence is expected', () => {
    const absent = caseOf([load, track('one')], { 1: { fields: { 'context.campaign.source': null } } });
    expect(expectedFields.run(contextOf(absent, silent(traceOf(absent))))).toMatchObject([
      { outcome: 'fail', observed: 'no message' },
    ]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedFields.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });
});
