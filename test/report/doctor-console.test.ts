import { describe, expect, test } from 'vitest';
import type { Examination } from '../../src/record/examination.js';
import { doctorConsole } from '../../src/report/doctor-console.js';
import { runResult } from './fixture.js';

const { target, probes } = runResult();
const found: Examination = {
  lapseVersion: '0.1.0',
  target: { ...target, script: 'sha256:0123456789ab' },
  edition: '2026-11',
  policy: 'rudderstack-web',
  probes,
  scenarios: [
    { scenario: 'timeout/within', outcome: 'observed', message: '2 messages' },
    { scenario: 'timeout/away', outcome: 'skipped', message: 'for mobile, and the target is web' },
  ],
  tamperings: [
    { id: 'drop', title: 'a message is lost', outcome: 'noticed', scenarios: 2, checks: ['a', 'b'], message: '' },
    { id: 'late', title: 'a date is wrong', outcome: 'inapplicable', scenarios: 0, checks: [], message: 'nobody says' },
  ],
};
const options = { colour: false, nodeVersion: '20.19.0', loaded: 'installed beside Lapse' };

describe('what the doctor says', () => {
  test('names what was judged and where it is from, what was seen and what was noticed', () => {
    expect(doctorConsole(found, options)).toMatchInlineSnapshot(`
      "lapse 0.1.0 · doctor · rudderstack-js (jsdom, executed) · edition 2026-11 · policy rudderstack-web
        Node     20.19.0
        target   @rudderstack/analytics-js 3.34.1 (installed beside Lapse, sha256:0123456789ab)
        clock    ok, 31 minutes moved the wire by 31 minutes
        wire     ok, one call, one message

        played
          timeout/within  2 messages
          timeout/away    skipped: for mobile, and the target is web

        what if
          a message is lost  noticed in 2 traces, by a, b
          a date is wrong    does not apply: nobody says

        it can be judged honestly: everything that was spoilt is noticed
      "
    `);
  });

  test('names the browser in which the target ran, and where that is', () => {
    const browser = { version: '150.0.1', file: '/usr/bin/chromium' };
    const lines = doctorConsole(found, { ...options, browser }).split('\n');
    expect(lines[2]).toBe('  browser  Chromium 150.0.1 (/usr/bin/chromium)');
  });

  test('goes through an adapter place by place, with what to do, and leaves out what was not looked at', () => {
    const text = doctorConsole(
      {
        ...found,
        target: { ...target, subject: 'my-sdk 0.0.0' },
        walk: [
          { place: 'handshake', outcome: 'ok', message: 'my-sdk 0.0.0, web' },
          { place: 'open, clock', outcome: 'ok', message: '' },
          {
            place: 'load',
            outcome: 'not ok',
            message: 'your SDK goes in here',
            advice: `fill in ${'this step '.repeat(12)}`,
          },
          { place: 'track', outcome: 'not tried', message: 'what comes before does not work' },
        ],
        probes: [],
        scenarios: [],
        tamperings: [],
      },
      { ...options, loaded: 'behind an adapter' },
    );
    expect(text.replaceAll(/ +$/gm, '')).toMatchInlineSnapshot(`
      "lapse 0.1.0 · doctor · rudderstack-js (jsdom, executed) · edition 2026-11 · policy rudderstack-web
        Node     20.19.0
        target   my-sdk 0.0.0 (behind an adapter)

        adapter
          handshake    ok, my-sdk 0.0.0, web
          open, clock  ok
          load         not ok, your SDK goes in here
                       → fill in this step this step this step this step this step this step this step this step
                       this step this step this step this step
          track        not tried, what comes before does not work

        the adapter is not ready, so that nothing is judged yet: load
      "
    `);
  });

  test('has the probes of an adapter that is ready below it', () => {
    const text = doctorConsole({ ...found, walk: [{ place: 'handshake', outcome: 'ok', message: 'x 1' }] }, options);
    expect(text).toContain('    handshake  ok, x 1\n\n  clock    ok, ');
    expect(text).toContain('it can be judged honestly');
  });

  test('names all that stands in the way', () => {
    const text = doctorConsole(
      {
        ...found,
        scenarios: [{ scenario: 'timeout/within', outcome: 'untestable', message: 'the SDK hung' }],
        tamperings: [
          {
            id: 'drop',
            title: 'a message is lost',
            outcome: 'unnoticed',
            scenarios: 1,
            checks: [],
            message: 'no other check fails in x',
          },
          {
            id: 'id',
            title: 'an id is wrong',
            outcome: 'unobserved',
            scenarios: 0,
            checks: [],
            message: 'there is no id',
          },
        ],
      },
      options,
    );
    expect(text).toContain('timeout/within  untestable: the SDK hung\n');
    expect(text).toContain('a message is lost  NOT NOTICED: no other check fails in x\n');
    expect(text).toContain('an id is wrong     NOT OBSERVED: there is no id\n');
    expect(text).toContain(
      '  it cannot be judged honestly: timeout/within is untestable, drop is unnoticed, id is unobserved\n',
    );
  });

  test('says of what was not played only why', () => {
    const probe = { probe: 'wire', ok: false, message: '2 events in, 0 messages out' } as const;
    const text = doctorConsole(
      { ...found, probes: [probe], scenarios: [], tamperings: [] },
      { ...options, loaded: undefined },
    );
    expect(text).toContain('(no SDK is run)');
    expect(text).toContain(
      'not ok, 2 events in, 0 messages out\n\n  it cannot be judged honestly: the wire probe failed\n',
    );
    expect(doctorConsole({ ...found, scenarios: [], tamperings: [] }, options)).toContain('nothing could be played');
  });

  test('has colour if it is asked for', () => {
    expect(doctorConsole(found, { ...options, colour: true })).toContain('\u001b[32mnoticed');
    expect(doctorConsole(found, options)).not.toContain('\u001b');
  });
});
