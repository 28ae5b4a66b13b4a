import { expect, test } from 'vitest';
import { SharedComputer } from '../../../src/dataset/answers/shared-computer.js';
import { userGenerator } from '../../../src/dataset/generate-user.js';
import { populationFile } from '../../../src/dataset/population-files.js';
import { readPopulation } from '../../../src/dataset/read-population.js';
import { firstGuest, type UserData } from '../../../src/dataset/rows.js';

const generate = userGenerator(readPopulation(populationFile('classroom')), { seed: 3, days: 21 });
const users = Array.from({ length: 120 }, (_, user) => generate(user));

function rowsOf(made: readonly UserData[]): readonly (readonly unknown[])[] {
  const shared = new SharedComputer();
  for (const user of made) shared.add(user);
  return shared.answer().rows;
}

test('events under the wrong user are those whose user id is that of somebody else, and only where nobody logged out', () => {
  // The id of a user begins with another letter than that of the guest.
  const wrong = users.flatMap(({ events }) =>
    events.filter(({ person, userId }) => userId !== undefined && userId.startsWith('g') !== person >= firstGuest),
  );
  expect(wrong.length).toBeGreaterThan(10);
  const [loggedOut, not] = rowsOf(users);
  expect(loggedOut).toEqual(['logged out', expect.any(Number), 0, 0]);
  expect(Number(loggedOut?.[1])).toBeGreaterThan(10);
  expect(not).toEqual(['not logged out', expect.any(Number), expect.any(Number), wrong.length]);
  expect(Number(not?.[2])).toBeGreaterThan(0);
});

test('a computer that one person uses is handed over to nobody', () => {
  const alone = users.filter(({ events }) => events.every(({ dirt }) => !dirt.sharedDevice)).slice(0, 5);
  const before = alone.map((user) => ({ ...user, events: user.events.map((event) => ({ ...event, person: 1 })) }));
  expect(rowsOf(before)).toEqual([
    ['logged out', 0, 0, 0],
    ['not logged out', 0, 0, 0],
  ]);
});
