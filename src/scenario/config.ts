import type { ConfigValue, Json, LoadConfig, SessionConfig } from '../record/timeline.js';
import { type InputProblem, showValue } from '../spec/input-error.js';
import type { Policy } from '../spec/policies.js';
import { showPath } from '../spec/schema-sentences.js';
import type { YamlFile, YamlPath } from '../spec/yaml-file.js';
import { type DurationLengths, isFault, looksLikeDuration, parseDuration, resolveDuration } from './durations.js';
import type { RawConfig } from './scenario-file.js';

/** A configuration, and where in the file it stands. */
export interface PlacedConfig {
  readonly raw: RawConfig;
  readonly path: YamlPath;
}

/** What is passed to `load`, and what `timeout` and `cutOff` mean in durations while it is in force. */
export interface ResolvedConfig {
  readonly config: LoadConfig;
  readonly lengths: Required<DurationLengths>;
}

/**
 * Puts configurations over each other, key by key, and resolves their durations.
 * @param layers the later ones win
 * @param policy absent while a file is only being checked: names then have a length, but nobody looks at it
 */
export function resolveConfig(
  layers: readonly PlacedConfig[],
  policy: Policy | undefined,
  yaml: YamlFile,
  problems: InputProblem[],
): ResolvedConfig {
  const read = (keys: readonly string[], lengths: DurationLengths): { readonly value?: ConfigValue } => {
    const found = topmost(layers, keys);
    if (found === undefined) return {};
    return { value: readConfigValue(found.value, found.path, lengths, yaml, problems) };
  };
  const timeout = read(['timeout'], {});
  const timeoutMs = lengthOf(timeout.value) ?? policy?.values.defaultTimeoutMs ?? 0;
  const duration = read(['cutOff', 'duration'], { timeout: timeoutMs });
  const enabled = read(['cutOff', 'enabled'], {});
  const autoTrack = read(['autoTrack'], {});
  const other = read(['other'], {});
  const cutOff = {
    ...('value' in enabled ? { enabled: enabled.value } : {}),
    ...('value' in duration ? { duration: duration.value } : {}),
  };
  const sessions: SessionConfig = {
    ...('value' in autoTrack ? { autoTrack: autoTrack.value } : {}),
    ...('value' in timeout ? { timeout: timeout.value } : {}),
    ...('value' in other ? { other: other.value } : {}),
    ...(topmost(layers, ['cutOff']) === undefined ? {} : { cutOff }),
  };
  // The schema has accepted these three.
  const storage = topmost(layers, ['storage'])?.value as RawConfig['storage'];
  const preConsent = topmost(layers, ['preConsent'])?.value as RawConfig['preConsent'];
  const lifecycleEvents = topmost(layers, ['lifecycleEvents'])?.value as RawConfig['lifecycleEvents'];
  const defaultCutOffMs = policy === undefined ? 0 : (policy.values.cutOffDefaultMs ?? undefined);
  return {
    config: {
      ...(Object.keys(sessions).length > 0 ? { sessions } : {}),
      ...(storage === undefined ? {} : { storage: { type: storage } }),
      ...(preConsent === undefined
        ? {}
        : { preConsent: { storage: preConsent.storage ?? 'none', delivery: preConsent.delivery ?? 'immediate' } }),
      ...(lifecycleEvents === undefined ? {} : { lifecycleEvents }),
    },
    lengths: { timeout: timeoutMs, cutOff: lengthOf(duration.value) ?? defaultCutOffMs },
  };
}

/**
 * A value that is passed to the SDK: a text with a unit becomes milliseconds, `{ literal: … }` what it holds, and
 * anything else stays what it is.
 */
function readConfigValue(
  value: unknown,
  path: YamlPath,
  lengths: DurationLengths,
  yaml: YamlFile,
  problems: InputProblem[],
): ConfigValue {
  if (typeof value !== 'string' || !looksLikeDuration(value)) return readAnyValue(value, path, yaml, problems);
  const expression = parseDuration(value);
  const result = isFault(expression) ? expression : resolveDuration(expression, lengths, value);
  if (typeof result === 'number') return result;
  problems.push({ place: yaml.locate(path), ...result });
  return 0;
}

/** A value of any kind, where `{ literal: … }` says what JSON cannot. */
export function readAnyValue(value: unknown, path: YamlPath, yaml: YamlFile, problems: InputProblem[]): ConfigValue {
  if (!isLiteral(value)) return readJson(value, path, yaml, problems);
  const { literal } = value;
  if (literal === 'undefined') return { notJson: 'undefined' };
  if (Number.isNaN(literal)) return { notJson: 'NaN' };
  if (literal === Number.POSITIVE_INFINITY) return { notJson: 'Infinity' };
  if (literal === Number.NEGATIVE_INFINITY) return { notJson: '-Infinity' };
  return readJson(literal, [...path, 'literal'], yaml, problems);
}

/** The value as JSON can say it; a number that JSON lacks is a problem. */
export function readJson(value: unknown, path: YamlPath, yaml: YamlFile, problems: InputProblem[]): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const message = `${showPath(path)} is ${showValue(value)}, which JSON cannot say`;
    problems.push({ place: yaml.locate(path), message });
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) readJson(entry, [...path, index], yaml, problems);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) readJson(entry, [...path, key], yaml, problems);
  }
  // YAML of the core schema has no values other than those of JSON and the numbers looked for above.
  return value as Json;
}

function isLiteral(value: unknown): value is { readonly literal: unknown } {
  return typeof value === 'object' && value !== null && 'literal' in value && Object.keys(value).length === 1;
}

/** A length of time that an SDK would accept, in milliseconds. */
function lengthOf(value: ConfigValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** The value at nested keys in the last layer that has it. */
function topmost(
  layers: readonly PlacedConfig[],
  keys: readonly string[],
): { readonly value: unknown; readonly path: YamlPath } | undefined {
  const found = layers.flatMap(({ raw, path }) => {
    let value: unknown = raw;
    for (const key of keys) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
      value = Reflect.get(value, key);
    }
    return [{ value, path: [...path, ...keys] }];
  });
  return found.at(-1);
}
