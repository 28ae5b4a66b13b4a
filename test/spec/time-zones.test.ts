import { describe, expect, test } from 'vitest';
import { timeZoneFault } from '../../src/spec/time-zones.js';

describe('the name of a time zone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta'])(
    '%s',
    (zone) => {
      expect(timeZoneFault(zone)).toBeUndefined();
    },
  );

  test.each(['+01:00', '-05:00', '', 'Berlin', 'Europe/Berlin ', 'Mars/Olympus_Mons'])('%j is none', (zone) => {
    expect(timeZoneFault(zone)).toMatchObject({ allowed: 'a name of the time zone database, such as Europe/Berlin' });
  });

  test('one that is nearly right gets a suggestion', () => {
    expect(timeZoneFault('Europe/Berln')?.message).toBe(
      'no time zone is called "Europe/Berln" (did you mean "Europe/Berlin"?)',
    );
  });
});
