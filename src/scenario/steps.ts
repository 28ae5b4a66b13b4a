import type {
  ConfigValue,
  FaultStep,
  JsonObject,
  LoadConfig,
  MessageType,
  StepAction,
  StorageType,
} from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { RawStep } from './scenario-file.js';

/** Every step that a scenario can have. */
export const stepWords = [
  'load',
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
  'startSession',
  'endSession',
  'reset',
  'getSessionId',
  'wait',
  'sleep',
  'setClock',
  'reload',
  'navigate',
  'restart',
  'close',
  'consent',
  'background',
  'foreground',
  'freeze',
  'thaw',
  'crash',
  'timeZone',
  'storage',
  'damage',
  'network',
  'server',
] as const;
export type StepWord = (typeof stepWords)[number];

/** A step as written with its word found; the word alone stands for a step without a value. */
export interface WordedStep {
  readonly word: StepWord;
  readonly value: unknown;
  readonly beside: RawStep;
}

/** How the values of a step are read, each at its key. The reader reports what is wrong with them. */
export interface StepValues {
  /** Milliseconds of the duration that is the step's value. */
  readonly durationMs: () => number;
  /** The time zone that is the step's value, by its IANA name. */
  readonly timeZone: () => string;
  readonly anyValue: () => ConfigValue;
  readonly data: (key: 'properties' | 'traits' | 'context') => JsonObject | undefined;
  /** The configuration in force from this step on. */
  readonly config: () => LoadConfig;
}

/** Finds the word of a step that the schema accepts. */
export function wordOf(step: string | RawStep): WordedStep {
  const beside = typeof step === 'string' ? { [step]: null } : step;
  const word = stepWords.find((known) => Object.hasOwn(beside, known));
  if (word === undefined) throw new Error('the schema accepts a step that is not known');
  return { word, value: beside[word], beside };
}

/** Steps that concern the device or the world around it, so that no page needs to be open. */
const withoutPage: ReadonlySet<StepWord> = new Set([
  'wait',
  'sleep',
  'setClock',
  'timeZone',
  'storage',
  'damage',
  'network',
  'server',
]);

export function needsPage(word: StepWord): boolean {
  return !withoutPage.has(word);
}

/** Steps that only a browser has. */
const ofPages: ReadonlySet<StepWord> = new Set(['page', 'navigate', 'reload']);

/** Whether a scenario for this platform cannot have the step. */
export function isMisplaced(word: StepWord, platform: Platform | 'any'): boolean {
  return platform !== 'web' && ofPages.has(word);
}

/** The action of the timeline that a step stands for. */
export function readAction(step: WordedStep, values: StepValues): StepAction {
  const { word, value, beside } = step;
  switch (word) {
    case 'load':
      return { kind: 'load', config: values.config() };
    case 'track':
    case 'page':
    case 'screen':
    case 'identify':
    case 'group':
    case 'alias':
      return { ...readEvent(word, String(value), values), ...namesBeside(beside) };
    case 'startSession':
      return { kind: 'startSession', ...(value === null ? {} : { sessionId: values.anyValue() }) };
    case 'reset':
      return { kind: 'reset', ...(isWithAnonymousId(value) ? { anonymousId: value.anonymousId } : {}) };
    case 'endSession':
    case 'getSessionId':
    case 'close':
    case 'background':
    case 'foreground':
    case 'freeze':
    case 'thaw':
      return { kind: word };
    case 'consent':
      return { kind: 'consent', ...(isWithStorage(value) ? { storage: value.storage } : {}) };
    case 'wait':
    case 'sleep':
      return { kind: word, durationMs: values.durationMs() };
    case 'setClock':
      return { kind: 'setClock', byMs: values.durationMs() };
    case 'timeZone':
      return { kind: 'timeZone', zone: values.timeZone() };
    // The schema has accepted one of the words that each of these has.
    case 'storage':
      return { kind: 'storage', state: value as Fault<'storage'>['state'] };
    case 'damage':
      return { kind: 'damage', how: value as Fault<'damage'>['how'] };
    case 'network':
      return { kind: 'network', state: value as Fault<'network'>['state'] };
    case 'server':
      return { kind: 'server', answer: value as Fault<'server'>['answer'] };
    case 'reload':
    case 'restart':
    case 'crash':
      return { kind: word, ...ownConfig(beside, values) };
    case 'navigate':
      return { kind: 'navigate', url: String(value), ...ownConfig(beside, values) };
  }
}

function readEvent(type: MessageType, name: string, values: StepValues): StepAction {
  const properties = values.data(type === 'identify' || type === 'group' ? 'traits' : 'properties');
  const context = values.data('context');
  return {
    kind: 'event',
    type,
    // An empty text stands for no name and no id at all.
    ...(name === '' ? {} : { name }),
    ...(properties === undefined ? {} : { properties }),
    ...(context === undefined ? {} : { context }),
  };
}

/** What a page and an alias are told beside their name. */
function namesBeside({ category, from }: RawStep): { category?: string; previousId?: string } {
  return { ...(category === undefined ? {} : { category }), ...(from === undefined ? {} : { previousId: from }) };
}

/** Absent means the last configuration, which whoever plays the timeline remembers. */
function ownConfig(beside: RawStep, values: StepValues): { config?: LoadConfig } {
  return beside.config === undefined ? {} : { config: values.config() };
}

function isWithAnonymousId(value: unknown): value is { readonly anonymousId: boolean } {
  return typeof value === 'object' && value !== null && 'anonymousId' in value;
}

type Fault<K extends FaultStep['kind']> = Extract<FaultStep, { kind: K }>;

function isWithStorage(value: unknown): value is { readonly storage: StorageType } {
  return typeof value === 'object' && value !== null && 'storage' in value;
}
