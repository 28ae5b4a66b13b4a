import type { StepAction, Timeline } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { Registry } from '../spec/requirements.js';
import { anyRequirement, type OpinionParting } from './examine.js';
import { kindsOf } from './kinds.js';

/** A shrunk timeline and where in it the target and the engine part. */
export interface Parted {
  readonly timeline: Timeline;
  readonly step: number;
  readonly parting: OpinionParting;
}

/**
 * The requirement that a shrunk timeline is about. The engine's opinion follows from all of them together; what is left
 * in the timeline says which of them it is this time. The most special circumstance counts.
 */
export function requirementOf(parted: Parted, platform: Platform, registry: Registry, edition: string): string {
  const facts = factsOf(parted);
  const applies = (id: string): boolean => {
    const requirement = registry.byId.get(id);
    if (requirement?.editions.includes(edition) !== true) return false;
    return requirement.platform === 'any' || requirement.platform === platform;
  };
  for (const { when, about } of subjects) {
    if (!when(facts)) continue;
    const found = (about[parted.parting] ?? []).find(applies);
    if (found !== undefined) return found;
  }
  return anyRequirement;
}

interface Facts {
  readonly kinds: ReadonlySet<string>;
  /** Kinds of the steps since the event before, on the device. */
  readonly since: ReadonlySet<StepAction['kind']>;
  /** Whether the call itself names a user. */
  readonly identifies: boolean;
  readonly waits: boolean;
}

function factsOf({ timeline, step }: Parted): Facts {
  const { steps } = timeline;
  const before = steps.slice(0, step).findLastIndex(({ action }) => action.kind === 'event');
  const since = new Set(steps.slice(before + 1, step).map(({ action }) => action.kind));
  const call = steps[step]?.action;
  return {
    kinds: kindsOf({ ...timeline, steps: steps.slice(0, step + 1) }),
    since,
    identifies: call?.kind === 'event' && call.type === 'identify',
    waits: since.has('wait') || since.has('sleep'),
  };
}

interface Subject {
  when(facts: Facts): boolean;
  readonly about: Partial<Readonly<Record<OpinionParting, readonly string[]>>>;
}

const has =
  (...words: readonly string[]) =>
  ({ kinds }: Facts): boolean =>
    [...kinds].some((kind) => words.some((word) => kind.startsWith(word)));
const since =
  (...words: readonly StepAction['kind'][]) =>
  (facts: Facts): boolean =>
    words.some((word) => facts.since.has(word));

/** From the most special to the plainest. */
const subjects: readonly Subject[] = [
  { when: has('context'), about: forAll('SES-CONTEXT-001') },
  { when: () => true, about: { 'shares the id': ['SES-ID-004'] } },
  {
    when: has('config preConsent', 'consent'),
    about: {
      'sends nothing': ['SES-CONSENT-007'],
      'sends what is not due': ['SES-CONSENT-007'],
      'has no session': ['SES-CONSENT-001'],
      'has a session': ['SES-CONSENT-006'],
      'begins another': ['SES-CONSENT-002'],
      'goes on': ['SES-CONSENT-004'],
    },
  },
  { when: () => true, about: { 'leaves it unmarked': ['SES-START-001'], 'marks it': ['SES-START-002'] } },
  { when: has('damage older-version'), about: { 'begins another': ['SES-PERSISTENCE-010'] } },
  { when: has('damage'), about: forAll('SES-PERSISTENCE-009') },
  { when: has('storage'), about: { ...forAll('SES-PERSISTENCE-012'), 'sends nothing': ['SES-PERSISTENCE-013'] } },
  { when: () => true, about: { 'sends nothing': ['SES-WIRE-001'], 'sends what is not due': ['SES-WIRE-001'] } },
  {
    when: ({ identifies }) => identifies,
    about: {
      'goes on': ['SES-IDENTIFY-001', 'SES-MANUAL-008'],
      'begins another': ['SES-IDENTIFY-003', 'SES-IDENTIFY-002'],
    },
  },
  {
    when: has('clock'),
    about: { 'goes on': ['SES-CLOCK-002'], 'begins another': ['SES-CLOCK-003'], 'has no session': ['SES-CONTEXT-006'] },
  },
  { when: since('startSession'), about: { 'goes on': ['SES-MANUAL-001'], 'has no session': ['SES-MANUAL-010'] } },
  {
    when: has('endSession'),
    about: {
      'has a session': ['SES-MANUAL-004'],
      'has no session': ['SES-MANUAL-011', 'SES-MANUAL-017'],
      'goes on': ['SES-MANUAL-011', 'SES-MANUAL-017'],
    },
  },
  { when: since('reset'), about: { 'goes on': ['SES-RESET-001'], 'has a session': ['SES-RESET-002'] } },
  {
    when: has('config autoTrack'),
    about: { 'has a session': ['SES-CONFIG-002', 'SES-CONFIG-007'], 'goes on': ['SES-CONFIG-009'] },
  },
  { when: has('config cutOff'), about: { 'goes on': ['SES-CUTOFF-002'], 'begins another': ['SES-CUTOFF-004'] } },
  {
    when: has('startSession'),
    about: { 'begins another': ['SES-MANUAL-007'], 'goes on': ['SES-MANUAL-013', 'SES-MANUAL-009'] },
  },
  { when: has('config memoryStorage'), about: { 'goes on': ['SES-PERSISTENCE-007'] } },
  {
    when: has('config sessionStorage'),
    about: { 'goes on': ['SES-PERSISTENCE-014'], 'begins another': ['SES-PERSISTENCE-006'] },
  },
  { when: has('config none'), about: { 'goes on': ['SES-PERSISTENCE-008'], 'has a session': ['SES-PERSISTENCE-008'] } },
  { when: has('freeze'), about: forAll('SES-TABS-007') },
  { when: has('another tab'), about: { 'begins another': ['SES-TABS-002'], 'goes on': ['SES-TABS-003'] } },
  {
    when: since('reload', 'navigate', 'restart', 'crash', 'load'),
    about: {
      'goes on': ['SES-PERSISTENCE-003', 'SES-PERSISTENCE-004'],
      'begins another': ['SES-PERSISTENCE-001', 'SES-PERSISTENCE-004'],
    },
  },
  {
    when: since('background', 'foreground'),
    about: { 'begins another': ['SES-LIFECYCLE-006', 'SES-LIFECYCLE-005'], 'goes on': ['SES-TIMEOUT-014'] },
  },
  { when: has('sleep'), about: { 'goes on': ['SES-TIMEOUT-011'] } },
  {
    when: has('config timeout'),
    about: {
      'goes on': ['SES-TIMEOUT-007'],
      'begins another': ['SES-TIMEOUT-007'],
      'has a session': ['SES-CONFIG-003'],
    },
  },
  {
    when: () => true,
    about: {
      'goes on': ['SES-TIMEOUT-003', 'SES-TIMEOUT-015', 'SES-TIMEOUT-013', 'SES-TIMEOUT-014'],
      'begins another': ['SES-TIMEOUT-004'],
      'has no session': ['SES-CONTEXT-006'],
      'has a session': ['SES-CONTEXT-005'],
    },
  },
];

function forAll(requirement: string): Subject['about'] {
  const ids = [requirement];
  return {
    'sends nothing': ids,
    'has no session': ids,
    'has a session': ids,
    'goes on': ids,
    'shares the id': ids,
    'begins another': ids,
    'leaves it unmarked': ids,
    'marks it': ids,
  };
}
