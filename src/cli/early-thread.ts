import { prepareTargets } from '../target/prepare-targets.js';
import { findConfiguration } from './configuration-file.js';
import { defaultTarget } from './default-target.js';

/** What may name another target, looks into a thread of its own, or plays nothing. */
const otherwise = /^(--(config|inspect|help|version)\b|-h$)/;

/** Starts the first thread for `lapse run` while the command is loaded, which takes half as long as the thread itself. */
export function startEarly(words: readonly string[]): void {
  const target = targetToBe(words, process.cwd());
  if (target !== undefined) prepareTargets(target, 1);
}

/**
 * What is going to be played, as far as it can be told before the words are parsed; a wrong guess costs a thread that ends
 * with the process.
 * @param folder where the command is called
 */
export function targetToBe(words: readonly string[], folder: string): string | undefined {
  if (words[0] !== 'run' || words.some((word) => otherwise.test(word))) return undefined;
  if (!words.includes('--no-config') && findConfiguration(folder) !== undefined) return undefined;
  const index = words.findLastIndex((word) => word === '--target' || word.startsWith('--target='));
  if (index < 0) return defaultTarget;
  return words[index]?.split('=')[1] ?? words[index + 1];
}
