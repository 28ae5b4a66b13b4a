import { quirkyRules } from '../../../src/engine/quirks/index.js';
import { type Rules, rulesFor } from '../../../src/engine/rules.js';
import { simulate } from '../../../src/engine/simulate.js';
import type { Bench } from '../../../src/judge/judge.js';
import type { Capture, CapturedRequest } from '../../../src/record/capture.js';
import type { Case } from '../../../src/record/case.js';
import { defaultDevice, type JsonObject, mobileClient, type StepAction } from '../../../src/record/timeline.js';
import { readScenarioText } from '../../../src/scenario/load-scenarios.js';
import { loadPolicy } from '../../../src/spec/policies.js';
import { loadRequirements } from '../../../src/spec/requirements.js';

/** A phone with an app, whose SDK is the engine, and somebody who plays with it; and captures of what it sends. */

export const bench: Bench = {
  registry: loadRequirements(),
  policy: loadPolicy('rudderstack-android'),
  edition: '2026-11',
  deviations: [],
};

/** The wall clock of the phone when the app is started: nobody has set it to that of a scenario. */
export const phoneStartMs = Date.UTC(2026, 10, 26, 7, 30, 12, 345);

export const load: StepAction = { kind: 'load', config: {} };
export const background: StepAction = { kind: 'background' };
export const foreground: StepAction = { kind: 'foreground' };

export function track(name: string): StepAction {
  return { kind: 'event', type: 'track', name };
}

export function wait(durationMs: number): StepAction {
  return { kind: 'wait', durationMs };
}

/** The rules of the policy as its documentation has them, and as the SDKs of the family are known to break them. */
export const rightRules: Rules = rulesFor(bench.policy, bench.edition);
export const quirkRules: Rules = quirkyRules(rightRules, bench.policy);

/** The messages that the app sends when this is done with it, in the order in which it makes them. */
export function played(actions: readonly StepAction[], rules: Rules = rightRules): JsonObject[] {
  const steps = actions.map((action) => ({ device: defaultDevice, client: mobileClient, action }));
  const { entries } = simulate({ id: 'phone', startMs: phoneStartMs, steps }, bench.policy, rules);
  return entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []));
}

export function request(body: unknown, changes: Partial<CapturedRequest> = {}): CapturedRequest {
  return {
    arrivedMs: 1_000,
    purpose: 'messages',
    method: 'POST',
    url: '/v1/batch',
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    status: 200,
    ...changes,
  };
}

/** One request with all of them. */
export function captureOf(messages: readonly JsonObject[]): Capture {
  return { lapseVersion: '0.0.0', requests: [request({ batch: messages })] };
}

export function scenarioOf(text: string): Case {
  const { registry, policy } = bench;
  return readScenarioText(text, { file: 'scenarios/example/played.yaml', registry, policy });
}
