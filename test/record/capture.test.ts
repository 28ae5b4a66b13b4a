import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapturedRequest, captureHead, captureLine, parseCapture } from '../../src/record/capture.js';

const request: CapturedRequest = {
  arrivedMs: 1_795_678_212_345,
  purpose: 'messages',
  method: 'POST',
  url: '/v1/batch',
  headers: { 'content-type': 'application/json' },
  body: '{"batch":[]}\n',
  status: 200,
};
const head = captureHead('0.1.0');

/** What is wrong with a capture whose second line is a request with these values. */
function faultOf(changes: object): unknown {
  return parseCapture(`${head}${JSON.stringify({ ...request, ...changes })}\n`);
}

describe('a capture', () => {
  test('is read as it was written, whatever the bodies hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 40, size: 'max' }), fc.integer()), {
          maxLength: 10,
          size: 'max',
        }),
        (bodies) => {
          const requests = bodies.map(([body, arrivedMs]) => ({ ...request, body, arrivedMs }));
          expect(parseCapture(head + requests.map(captureLine).join(''))).toEqual({
            capture: { lapseVersion: '0.1.0', requests },
          });
        },
      ),
    );
  });

  test('does not say who somebody is', () => {
    const headers = { authorization: 'Basic c2VjcmV0', cookie: 'me', 'user-agent': 'app' };
    expect(JSON.parse(captureLine({ ...request, headers })).headers).toEqual({ 'user-agent': 'app' });
  });

  test('is read up to where it was cut off, wherever that is', () => {
    const whole = head + captureLine(request) + captureLine({ ...request, unreadable: 'too large' });
    const ends = [...whole.matchAll(/\n/g)].map(({ index }) => index);
    for (let length = head.length; length <= whole.length; length++) {
      const parsed = parseCapture(whole.slice(0, length));
      const lines = ends.filter((end) => end < length).length;
      expect('capture' in parsed && parsed.capture.requests.length).toBeGreaterThanOrEqual(lines - 1);
      // A line of which only the end is missing is whole all the same.
      const isCut = length > head.length && !ends.includes(length - 1) && !ends.includes(length);
      expect('warning' in parsed).toBe(isCut);
    }
  });

  test('has requests and nothing else in its lines', () => {
    expect(parseCapture('')).toEqual({ fault: 'is empty' });
    expect(parseCapture('{"batch":[]}\n')).toEqual({ fault: 'is no capture', line: 1 });
    expect(parseCapture('title: A scenario\n')).toEqual({ fault: 'is no capture', line: 1 });
    expect(parseCapture('{"captureFormatVersion":2}\n')).toEqual({
      fault: 'has the format version 2, and not 1',
      line: 1,
    });
    expect(parseCapture(`${head}\n${captureLine(request)}`)).toEqual({ fault: 'is not JSON', line: 2 });
    expect(parseCapture(`${head}[]\n`)).toEqual({ fault: 'is no request', line: 2 });
    expect(faultOf({ arrivedMs: 'now' })).toEqual({ fault: 'has the arrivedMs "now"', line: 2 });
    expect(faultOf({ purpose: 'another' })).toEqual({ fault: 'has the purpose "another"', line: 2 });
    expect(faultOf({ status: '200' })).toEqual({ fault: 'has the status "200"', line: 2 });
    expect(faultOf({ body: {} })).toEqual({ fault: 'has the body {}', line: 2 });
    expect(faultOf({ headers: { a: 1 } })).toEqual({ fault: 'has headers that are no texts', line: 2 });
    expect(faultOf({})).not.toHaveProperty('fault');
  });
});
