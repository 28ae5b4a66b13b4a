import { Document, isCollection, isMap, isSeq } from 'yaml';
import { configValue } from '../record/config-value.js';
import type { ConfigValue, Json, LoadConfig } from '../record/timeline.js';
import { formatDuration } from '../time/duration.js';
import { type Plan, type PlannedAction, plainStartMs } from './plan.js';
import type { WrittenStep } from './resolve-plan.js';

/** What the author of a scenario writes beside its steps. */
export interface ScenarioWords {
  /** Lines without a sign of their own. */
  readonly comments: readonly string[];
  readonly title: string;
  readonly requirements: readonly string[];
  readonly platform: 'web' | 'mobile';
  readonly given: Readonly<Record<string, Json>>;
  /** By the index of the step in the timeline; a number of messages is for where nothing else can be said. */
  readonly expectations: ReadonlyMap<number, WrittenExpectation>;
}

export interface WrittenExpectation {
  readonly session?: string;
  readonly start?: true | 'absent';
  readonly messages?: number;
}

/** A plan as the text of a scenario file, in the way in which people write them. */
export function scenarioText(plan: Plan, steps: readonly WrittenStep[], words: ScenarioWords): string {
  const config = writtenConfig(plan.config);
  const document = new Document({
    title: words.title,
    requirements: words.requirements,
    platform: words.platform,
    ...(Object.keys(words.given).length === 0 ? {} : { given: words.given }),
    ...(plan.startMs === plainStartMs ? {} : { start: new Date(plan.startMs).toISOString() }),
    ...(config === undefined ? {} : { config }),
    steps: steps.map((step) => writtenStep(step, words.expectations.get(step.index))),
  });
  document.commentBefore = words.comments.map((line) => ` ${line}`).join('\n');
  const flowing = ['requirements', 'config', 'given'].map((key) => document.get(key));
  const items = document.get('steps');
  const inSteps = (isSeq(items) ? items.items : []).flatMap((item: unknown) =>
    isMap(item) ? ['reset', 'consent', 'expect', 'config', ...dataKeys].map((key) => item.get(key)) : [],
  );
  for (const node of [...flowing, ...inSteps]) if (isCollection(node)) node.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).replace(/^(#.*)\n\n/m, '$1\n');
}

const dataKeys = ['properties', 'traits', 'context'];

function writtenStep({ planned, duration }: WrittenStep, expect: WrittenExpectation | undefined): unknown {
  const { client, action } = planned;
  const { value, ...beside } = wordsOf(action, duration?.());
  const own = {
    ...(client === 'tab1' || client === 'app' || isOfDevice(action) ? {} : { client }),
    ...beside,
    ...(expect === undefined ? {} : { expect }),
  };
  const word = action.kind === 'event' ? action.type : action.kind;
  return value === null && Object.keys(own).length === 0 ? word : { [word]: value, ...own };
}

function isOfDevice({ kind }: PlannedAction): boolean {
  return ['wait', 'sleep', 'setClock', 'timeZone', 'storage', 'damage', 'network', 'server'].includes(kind);
}

/** The value of a step, and what stands beside it. */
function wordsOf(action: PlannedAction, duration: string | undefined): { value: unknown; [key: string]: unknown } {
  switch (action.kind) {
    case 'event': {
      const { type, name = '', properties, context } = action;
      const data = type === 'identify' || type === 'group' ? 'traits' : 'properties';
      return { value: name, ...(properties && { [data]: properties }), ...(context && { context }) };
    }
    case 'wait':
    case 'sleep':
    case 'setClock':
      return { value: duration };
    case 'startSession':
      if (action.sessionId === undefined) return { value: null };
      // Without a value it would be a call without an id.
      return { value: action.sessionId === null ? { literal: null } : writtenValue(action.sessionId, false) };
    case 'reset':
      return { value: action.anonymousId === undefined ? null : { anonymousId: action.anonymousId } };
    case 'consent':
      return { value: action.storage === undefined ? null : { storage: action.storage } };
    case 'navigate':
      return { value: action.url, ...ownConfig(action.config) };
    case 'load':
    case 'reload':
    case 'restart':
    case 'crash':
      return { value: null, ...ownConfig(action.config) };
    case 'timeZone':
      return { value: action.zone };
    case 'storage':
    case 'network':
      return { value: action.state };
    case 'damage':
      return { value: action.how };
    case 'server':
      return { value: action.answer };
    default:
      return { value: null };
  }
}

function ownConfig(config: LoadConfig | undefined): { config?: unknown } {
  const written = config === undefined ? undefined : writtenConfig(config);
  return written === undefined ? {} : { config: written };
}

function writtenConfig({ sessions, storage, preConsent, lifecycleEvents }: LoadConfig): object | undefined {
  const { autoTrack, timeout, cutOff } = sessions ?? {};
  const config = {
    ...(autoTrack === undefined ? {} : { autoTrack: writtenValue(autoTrack, false) }),
    ...(timeout === undefined ? {} : { timeout: writtenValue(timeout, true) }),
    ...(cutOff === undefined
      ? {}
      : {
          cutOff: {
            ...(cutOff.enabled === undefined ? {} : { enabled: writtenValue(cutOff.enabled, false) }),
            ...(cutOff.duration === undefined ? {} : { duration: writtenValue(cutOff.duration, true) }),
          },
        }),
    ...(storage?.type === undefined ? {} : { storage: storage.type }),
    ...(preConsent === undefined ? {} : { preConsent }),
    ...(lifecycleEvents === undefined ? {} : { lifecycleEvents }),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

/** Texts are literal, so that none is taken for a duration. */
function writtenValue(value: ConfigValue, isDuration: boolean): unknown {
  const plain = configValue(value);
  if (isDuration && typeof plain === 'number' && Number.isInteger(plain) && plain > 0) return formatDuration(plain);
  if (plain === undefined) return { literal: 'undefined' };
  const isPlain = plain === null || typeof plain === 'boolean' || (typeof plain === 'number' && Number.isFinite(plain));
  return isPlain ? plain : { literal: plain };
}
