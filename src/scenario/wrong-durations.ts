import type { InputProblem } from '../spec/input-error.js';
import { showPath } from '../spec/schema-sentences.js';
import type { YamlFile } from '../spec/yaml-file.js';
import { isFault, namesIn, parseDuration, resolveDuration } from './durations.js';

/**
 * What is wrong with the durations of a file that is wrong elsewhere too, so that no case can be built of it: whatever
 * needs no other part of the file to be seen.
 */
export function wrongDurations(yaml: YamlFile): InputProblem[] {
  const steps: unknown = isRecord(yaml.value) ? yaml.value.steps : undefined;
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: unknown, index) =>
    (['wait', 'sleep', 'setClock'] as const).flatMap((word): InputProblem[] => {
      const text = isRecord(step) ? step[word] : undefined;
      if (typeof text !== 'string' || text === '') return [];
      const path = ['steps', index, word];
      const fault = faultOf(text, word, showPath(path));
      return fault === undefined ? [] : [{ place: yaml.locate(path), ...fault }];
    }),
  );
}

function faultOf(text: string, word: string, name: string): InputProblem | undefined {
  const expression = parseDuration(text);
  if (isFault(expression)) return expression;
  if (namesIn(expression).length > 0) return undefined;
  const durationMs = resolveDuration(expression, {}, text);
  if (typeof durationMs !== 'number') return durationMs;
  return durationMs < 0 && word !== 'setClock' ? negative(name, text) : undefined;
}

/** Time does not pass backwards; only a clock can be set back. */
export function negative(name: string, text: string, because = ''): InputProblem {
  const message = `${name} is ${JSON.stringify(text)}${because}`;
  return { message, allowed: 'a duration that is not negative; setClock sets a clock back' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
