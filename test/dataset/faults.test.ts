import { expect, test } from 'vitest';
import { listSdkFaults, sdkFault } from '../../src/dataset/faults.js';

test('every mutant and every quirk can be chosen by its id', () => {
  const ids = listSdkFaults();
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toContain('no-marker');
  expect(ids).toContain('tabs-drift-apart');
  for (const id of ids) expect(sdkFault(id)).toMatchObject({ id });
  expect(() => sdkFault('no-markr')).toThrow('there is no fault no-markr');
});
