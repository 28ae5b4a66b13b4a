import type { Quirk } from '../quirk.js';

const yearMs = 365 * 86_400_000;

/** The browser throws the cookie away by its wall clock, although the page has been open for a moment only. */
export const sessionCookieOutlived: Quirk = {
  id: 'session-cookie-outlived',
  title: 'a session in a cookie is gone when the wall clock shows more than a year after it was written',
  families: ['rudderstack-web'],
  requirements: ['SES-CONTEXT-006'],
  source: 'seen: ran rudder-sdk-js 3.34.1, scenario clock/forward-by-more-than-a-year',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) => {
      const isCookie = (config.storage?.type ?? 'cookieStorage') === 'cookieStorage';
      return { ...rules.readSettings(config), ...(isCookie ? { storedForMs: yearMs } : {}) };
    },
  }),
};
