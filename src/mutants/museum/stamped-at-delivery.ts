import type { Mutant } from '../mutant.js';

export const stampedAtDelivery: Mutant = {
  id: 'stamped-at-delivery',
  title: 'the session of a message is that of its delivery, not that of its call',
  source:
    'amplitude/Amplitude-TypeScript#683: sessions by the time of upload; segmentio/analytics-react-native#1329: the id is read when the event is enriched',
  link: 'https://github.com/amplitude/Amplitude-TypeScript/issues/683',
  family: 'rudderstack-web',
  requirement: 'SES-WIRE-003',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, stampedAt: 'delivery' }),
};
