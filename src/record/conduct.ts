/**
 * What a target did at one step, so that it can be compared with another. Sessions are numbered from 1 in the order in
 * which the calls of the timeline show them: two targets that cut it into the same sessions say the same, whatever
 * their ids are.
 */
export type Conduct =
  /** The call became a message, of a session or of none. `start`: the call is the first of its session that is marked. */
  | { readonly kind: 'message'; readonly session?: number; readonly start: boolean }
  | { readonly kind: 'no message' }
  /** `getSessionId` returned the id of a session, nothing, or an id that no message carries. */
  | { readonly kind: 'return'; readonly session: number | 'none' | 'unknown' }
  /** An error left the SDK. */
  | { readonly kind: 'throw' };

/** What a step led to, as the engine expects it and as it was observed; sessions are numbered on each side by itself. */
export interface StepConduct {
  /** Index of the step. */
  readonly step: number;
  readonly expected?: Conduct;
  readonly observed?: Conduct;
}

/** In a few words, different for what is different. */
export function conductText(conduct: Conduct): string {
  switch (conduct.kind) {
    case 'message':
      if (conduct.session === undefined) return conduct.start ? 'no session, with the start marker' : 'no session';
      return `session ${conduct.session}${conduct.start ? ' with the start marker' : ''}`;
    case 'return':
      if (conduct.session === 'none') return 'returns nothing';
      return conduct.session === 'unknown'
        ? 'returns an id that no message carries'
        : `returns the id of session ${conduct.session}`;
    case 'no message':
      return 'no message';
    case 'throw':
      return 'throws an error';
  }
}
