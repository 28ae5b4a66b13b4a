import type { Mutant } from '../mutant.js';

export const markedOnEveryPage: Mutant = {
  id: 'marked-on-every-page',
  title: 'each page load marks the session as started again',
  source: 'TangleML/tangle-ui#2096',
  link: 'https://github.com/TangleML/tangle-ui/issues/2096',
  family: 'rudderstack-web',
  requirement: 'SES-START-002',
  check: 'start-once',
  apply: (rules) => ({ ...rules, persist: (session) => rules.persist({ ...session, startPending: true }) }),
};
