import { expect, test } from 'vitest';
import { textId } from '../../../src/suite/tamperings/text-id.js';
import { sessionFields } from '../../../src/wire/session-fields.js';
import { caseOf, traceOf, track } from '../../judge/fixture.js';
import { sessionless, spoilt, startMs, twoSessions } from '../tampered.js';

test('the ids are texts', () => {
  const ids = textId
    .apply(traceOf(twoSessions))
    ?.entries.flatMap((each) => (each.kind === 'message' ? [sessionFields(each.body).sessionId] : []));
  expect(ids).toEqual([startMs, startMs, startMs + 1_801_001, startMs + 1_801_001].map(String));
  const late = caseOf([
    { kind: 'load', config: { sessions: { autoTrack: false } } },
    track('none'),
    { kind: 'startSession' },
    track('some'),
  ]);
  expect(spoilt(textId, late)).toEqual(['none', 'some 1*']);
  expect(textId.apply(sessionless)).toBeUndefined();
});
