import type { SightCell, SightColumn } from '../../sight/sight.js';
import type { Population } from '../population.js';
import type { UserData } from '../rows.js';

/** A part of an answer: what was found in words, its figures, and perhaps a plot of them. */
export interface AnswerPart {
  readonly title: string;
  /** Paragraphs of Markdown. */
  readonly text: readonly string[];
  readonly columns: readonly SightColumn[];
  readonly rows: readonly (readonly SightCell[])[];
  readonly plot: { readonly name: string; readonly svg: string; readonly alternative: string } | undefined;
}

/** Sees every user of the dataset once, and then answers. */
export interface Inquiry {
  add(user: UserData): void;
  answer(): AnswerPart[];
}

/** The answer to the question of one population; one file each, all of this shape. */
export interface Answer {
  /** The population that asks. */
  readonly population: string;
  /** Enough of them for figures that do not change much with the seed. */
  readonly users: number;
  readonly days: number;
  inquire(population: Population): Inquiry;
}
