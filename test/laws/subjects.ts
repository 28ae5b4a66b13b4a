import { type Rules, rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { observe } from '../../src/judge/observation.js';
import { loadPolicy } from '../../src/spec/policies.js';
import type { Subject } from './law.js';

/** The engine by a policy; `spoil` makes its rules faulty, anew for every play. */
export function engineSubject(id: string, spoil: (rules: Rules) => Rules = (rules) => rules): Subject {
  const policy = loadPolicy(id);
  const edition = id.startsWith('announcement-') ? '2022-12' : '2026-11';
  return {
    policy,
    edition,
    play: async (timeline) => simulate(timeline, policy, spoil(rulesFor(policy, edition))),
    observe,
  };
}
