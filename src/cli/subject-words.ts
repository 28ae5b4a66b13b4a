import type { RunResult } from '../record/run-result.js';
import { editionOf } from '../spec/requirements.js';
import type { ChosenSdk } from '../target/index.js';
import type { Given } from './given.js';
import { defaultTarget } from './options.js';
import { quoted } from './quoted.js';

/** The options that choose what is judged and by what, as a person would repeat them; each has a space before it. */
export function subjectWords(
  given: Given,
  {
    target,
    edition,
    policy,
  }: { readonly target: Pick<RunResult['target'], 'name'> } & Pick<RunResult, 'edition' | 'policy'>,
  sdk: ChosenSdk | undefined,
): string {
  return [
    target.name === defaultTarget ? '' : ` --target ${target.name}`,
    sdk?.again === undefined ? '' : ` --sdk ${quoted(sdk.again)}`,
    given.build === undefined ? '' : ` --build ${String(given.build)}`,
    edition === editionOf(policy) ? '' : ` --edition ${edition}`,
    given.policy === undefined ? '' : ` --policy ${policy}`,
  ].join('');
}
