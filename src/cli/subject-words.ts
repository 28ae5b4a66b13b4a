import type { RunResult } from '../record/run-result.js';
import { editionOf } from '../spec/requirements.js';
import { adapterAddress, type ChosenSdk, runsInBrowser } from '../target/index.js';
import { defaultTarget } from './default-target.js';
import { type Given, optionalTextOf } from './given.js';

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
    targetWords(target.name),
    ...adapterWords(given),
    sdk?.again === undefined ? '' : ` --sdk ${quoted(sdk.again)}`,
    given.build === undefined ? '' : ` --build ${String(given.build)}`,
    browserWords(given, target.name),
    edition === editionOf(policy) ? '' : ` --edition ${edition}`,
    given.policy === undefined ? '' : ` --policy ${policy}`,
  ].join('');
}

function targetWords(name: string): string {
  if (name === defaultTarget) return '';
  const address = adapterAddress(name);
  return address !== undefined && 'command' in address ? ` --adapter ${quoted(address.command)}` : ` --target ${name}`;
}

/** The browser that somebody named, where one is run. */
function browserWords(given: Given, target: string): string {
  const browser = optionalTextOf(given, 'browser-path');
  return browser === undefined || !runsInBrowser(target) ? '' : ` --browser-path ${quoted(browser)}`;
}

/** How an adapter was spoken to; nothing for other targets, of which nothing of this can be said. */
function adapterWords(given: Given): string[] {
  return [
    ...['clock', 'time-scale', 'listen'].flatMap((name) =>
      given[name] === undefined ? [] : [` --${name} ${String(given[name])}`],
    ),
    ...(given['strict-protocol'] === true ? [' --strict-protocol'] : []),
  ];
}
