import type { Mutant } from '../mutant.js';

export const shortTimeoutWithoutAWord: Mutant = {
  id: 'short-timeout-without-a-word',
  title: 'a timeout that is unusually short is taken without a warning',
  source: 'a plain slip: the check of the minimum is missing',
  family: 'rudderstack-web',
  requirement: 'SES-CONFIG-004',
  check: 'expected-log',
  apply: (rules) => ({ ...rules, readSettings: (config) => ({ ...rules.readSettings(config), warnings: [] }) }),
};
