import type { Suspect } from '../deviation.js';

/** Whose events are looked at together, what becomes of those of nobody, and whether two users share the name of a session. */
export const users: Suspect = () => [
  {
    sentence: 'ignores the user: events of several users are in one session',
    apply: (reading) => ({ ...reading, streamOf: () => 'all' }),
  },
  {
    sentence:
      'shares sessions between users: it numbers them for each user, and the number alone says which session it is (--session may name several columns)',
    apply: (reading) => ({ ...reading, sessionOf: (_stream, number) => String(number) }),
  },
  {
    sentence: 'loses events without a user',
    apply: (reading) => ({ ...reading, isReturned: ({ user }) => user !== undefined }),
  },
  {
    sentence: 'takes all events without a user for those of one user, and makes sessions of them',
    apply: (reading) => ({ ...reading, streamOf: ({ user }) => user ?? 'nobody' }),
  },
];
