import { describe, expect, test } from 'vitest';
import { faults } from './faults.js';
import { tryLaw } from './law.js';
import { allLaws } from './laws/index.js';

// A law that nothing can break says nothing.
describe('every law', () => {
  test.each(allLaws.map(({ id }) => id))('%s has a fault that breaks it', (id) => {
    expect(faults.map(({ law }) => law)).toContain(id);
  });

  test.each(faults.map((fault) => [fault.law, fault.what, fault] as const))(
    '%s notices that %s',
    async (id, _, fault) => {
      const law = allLaws.find((each) => each.id === id);
      if (law === undefined) throw new Error(`there is no law ${id}`);
      const { broken } = await tryLaw(law, fault.subject, { numRuns: 300 });
      expect(broken).toContain(`${id}: `);
      // Shrunk to what a person can read.
      expect(broken?.split('\n').length).toBeLessThan(16);
    },
  );
});
