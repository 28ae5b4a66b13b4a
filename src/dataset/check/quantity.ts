import type { Population } from '../population.js';
import type { UserData } from '../rows.js';
import type { Finding } from './check-row.js';
import type { VisitPath } from './visit-path.js';

/** What a collector knows of the dataset before it has seen any of it. */
export interface DatasetFacts {
  readonly population: Population;
  readonly days: number;
}

/** Sees every user once, in any order, and tells at the end what it has found. */
export interface Collector {
  /** @param paths what its visits did, for those that look at states */
  add(user: UserData, paths: readonly VisitPath[]): void;
  findings(): Finding[];
}

/** One tested quantity or a handful that are counted together; one file each, all of this shape. */
export interface Quantity {
  readonly id: string;
  /** What it compares, for people. */
  readonly title: string;
  collect(facts: DatasetFacts): Collector;
}
