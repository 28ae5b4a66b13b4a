import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import type { TargetDescription } from '../record/trace.js';
import { featuresOf } from './features.js';
import { whyNotInRealTime } from './real-time.js';

/** Why a case does not apply to this target, edition or policy; `undefined` when it does. */
export function whySkipped(
  scenario: Case,
  target: Pick<TargetDescription, 'platform'> & Partial<Pick<TargetDescription, 'environment' | 'timeScale'>>,
  bench: Bench,
): string | undefined {
  for (const id of scenario.requirements) {
    const requirement = bench.registry.byId.get(id);
    if (requirement?.editions.includes(bench.edition) !== true) {
      return `${id} is not in the edition ${bench.edition}`;
    }
  }
  if (scenario.platform !== 'any' && scenario.platform !== target.platform) {
    return `for ${scenario.platform}, and the target is ${target.platform}`;
  }
  if (target.environment === 'model' && meetsOutage(scenario)) {
    return 'a model delivers each message at its call, so that an outage would show nothing of the SDK';
  }
  if (target.environment === 'chromium' && outlivesCookies(scenario)) {
    return 'a cookie may expire in it, and a browser judges that by real time, which nobody can move';
  }
  const { policy } = bench;
  const asked = featuresOf(scenario.timeline);
  const lacking = policy.lacks.find(({ feature }) => asked.has(feature));
  if (lacking !== undefined) {
    return `asks for ${lacking.feature}, which the SDKs of the policy ${policy.id} lack: ${lacking.source}`;
  }
  const values = new Map<string, unknown>(Object.entries(policy.values));
  for (const [key, wanted] of Object.entries(scenario.given)) {
    if (values.get(key) === wanted) continue;
    return `given ${key}: ${String(wanted)}, and the policy ${policy.id} has ${String(values.get(key))}`;
  }
  return target.timeScale === undefined ? undefined : whyNotInRealTime(scenario, bench, target.timeScale);
}

/** The shortest life that an SDK gives to a cookie that it means to keep. */
const cookieLifeMs = 365 * 86_400_000;

/** Whether the wall clock of a device passes as much time as a cookie lives. */
function outlivesCookies({ timeline }: Case): boolean {
  let [nowMs, lowestMs] = [0, 0];
  for (const { action } of timeline.steps) {
    if (action.kind === 'wait' || action.kind === 'sleep') nowMs += action.durationMs;
    else if (action.kind === 'setClock') nowMs += action.byMs;
    lowestMs = Math.min(lowestMs, nowMs);
    if (nowMs - lowestMs >= cookieLifeMs) return true;
  }
  return false;
}

function meetsOutage({ timeline }: Case): boolean {
  return timeline.steps.some(({ action }) => action.kind === 'network' || action.kind === 'server');
}
