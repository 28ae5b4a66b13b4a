import { LocalTime } from '../../time/local-time.js';
import type { Cohort } from '../population.js';
import type { UserData } from '../rows.js';
import type { DatasetFacts } from './quantity.js';

const dayMs = 86_400_000;

/** When a user was there, as far as the population decides it. */
export interface Presence {
  /** Who arrives during the dataset does so with a first visit. */
  readonly isNewcomer: boolean;
  /** Counted from the first day of the dataset, in the calendar of the user. */
  readonly arrivalDay: number;
  /** By day from the one after the arrival on: the chance to be there, by which visits are to be expected. */
  readonly expected: readonly { readonly weekday: number; readonly chance: number }[];
  /** The chance to have left by the last day. */
  readonly awayChance: number;
}

/** Tells of users when they were to be expected, by the chances to leave and to return. */
export class Presences {
  readonly #facts: DatasetFacts;
  readonly #cohorts: ReadonlyMap<string, Cohort>;
  readonly #local = new LocalTime();
  readonly #known = new Map<string, Presence>();

  constructor(facts: DatasetFacts) {
    this.#facts = facts;
    this.#cohorts = new Map(facts.population.cohorts.map((cohort) => [cohort.name, cohort]));
  }

  /** The day of the dataset at an instant, and its weekday: 0 is Monday. */
  dayOf(instantMs: number, timeZone: string): { readonly day: number; readonly weekday: number } {
    const { day, weekday } = this.#local.at(instantMs, timeZone);
    return { day: day - this.#facts.population.startMs / dayMs, weekday };
  }

  of({ user }: UserData): Presence {
    const isNewcomer = user.arrivedMs !== this.#facts.population.startMs;
    const arrivalDay = isNewcomer ? this.dayOf(user.arrivedMs, user.timeZone).day : 0;
    const key = `${user.cohort} ${isNewcomer} ${arrivalDay}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#presence(this.#cohorts.get(user.cohort), isNewcomer, arrivalDay);
    this.#known.set(key, made);
    return made;
  }

  #presence(cohort: Cohort | undefined, isNewcomer: boolean, arrivalDay: number): Presence {
    const { churnPerDay = 0, returnPerDay = 0 } = cohort ?? {};
    const firstWeekday = (this.#facts.population.startMs / dayMs + 3) % 7;
    const expected: Presence['expected'][number][] = [];
    let chance = 1;
    for (let day = arrivalDay; day < this.#facts.days; day++) {
      if (day > arrivalDay) chance = chance * (1 - churnPerDay) + (1 - chance) * returnPerDay;
      // The day of an arrival has a visit in any case, and says nothing of how many there are to a day.
      if (day > arrivalDay || !isNewcomer) expected.push({ weekday: (firstWeekday + day) % 7, chance });
    }
    return { isNewcomer, arrivalDay, expected, awayChance: 1 - chance };
  }
}
