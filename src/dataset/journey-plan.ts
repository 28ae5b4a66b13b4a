import { exit, type Journey, type JourneyEvent, type JourneyState, type Property } from './population.js';
import { Chooser, type Sampler, samplerOf } from './sampling.js';

/** A journey, ready to be walked: states are numbers, and the number of the exit is -1. */
export interface JourneyPlan {
  readonly name: string;
  readonly entry: Chooser<number>;
  readonly states: readonly StatePlan[];
  /** The states that a robot fetches: they send something, and have to do with no user. */
  readonly fetched: readonly number[];
}

export interface StatePlan {
  readonly name: string;
  readonly event: EventPlan | undefined;
  readonly identifies: boolean;
  readonly logsOut: boolean;
  readonly dwell: Sampler;
  readonly leavesForBackground: number;
  readonly opensTab: number;
  readonly next: Chooser<number>;
  /** Whether anything is called on the SDK here. */
  readonly isHeard: boolean;
}

export interface EventPlan {
  readonly type: JourneyEvent['type'];
  readonly name: string;
  readonly addresses: Addresses | undefined;
  readonly properties: readonly PropertyPlan[];
  /** Those of an event on which nothing is drawn. */
  readonly fixedProperties: readonly (readonly [name: string, value: string | number])[] | undefined;
  readonly isConversion: boolean;
  readonly revenueProperty: string | undefined;
}

export type PropertyPlan = { readonly name: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly sampler: Sampler; readonly factor: number }
  | { readonly kind: 'choice'; readonly chooser: Chooser<string> }
  | { readonly kind: 'sequence'; readonly prefix: string }
);

/**
 * The addresses of a page, of which there may be many that differ by a number; each is written once. They stand side by side,
 * because to look for one of thousands in an object of its own means to wait for the memory.
 */
export class Addresses {
  readonly #origin: string;
  readonly #path: string;
  readonly #count: number;
  /** The path and then the whole address, of each number in turn. */
  readonly #made: (string | undefined)[];

  constructor(origin: string, path: string, count: number) {
    this.#origin = origin;
    this.#path = path;
    this.#count = count;
    // All have a place from the beginning, as an array that is filled here and there is slow.
    this.#made = Array.from({ length: 2 * count });
  }

  /** The number of one of them. */
  pick(fraction: number): number {
    const number = Math.floor(fraction * this.#count);
    if (this.#made[2 * number] === undefined) this.#make(number);
    return number;
  }

  /** @param number of one that has been picked */
  path(number: number): string {
    return this.#made[2 * number] as string;
  }

  /** The whole address of one that has been picked. */
  url(number: number): string {
    return this.#made[2 * number + 1] as string;
  }

  #make(number: number): void {
    const path = this.#path.replaceAll('{n}', String(number));
    this.#made[2 * number] = path;
    // Read back, it is one text in memory and not two: it is written again and again.
    this.#made[2 * number + 1] = Buffer.from(this.#origin + path).toString();
  }
}

/** @param origin the address of the site, without a path */
export function planJourney(journey: Journey, origin: string): JourneyPlan {
  const names = [...journey.states.keys()];
  const numberOf = (name: string): number => (name === exit ? -1 : names.indexOf(name));
  const states = [...journey.states.values()].map((state) => planState(state, origin, numberOf));
  const fetched = states.flatMap(({ event, identifies, logsOut }, index) =>
    event === undefined || event.isConversion || identifies || logsOut ? [] : [index],
  );
  return { name: journey.name, entry: new Chooser(journey.entry, numberOf), states, fetched };
}

function planState(state: JourneyState, origin: string, numberOf: (name: string) => number): StatePlan {
  const { name, event, identifies, logsOut, leavesForBackground, opensTab } = state;
  return {
    name,
    event: event === undefined ? undefined : planEvent(event, origin),
    identifies,
    logsOut,
    dwell: samplerOf(state.dwell),
    leavesForBackground,
    opensTab,
    next: new Chooser(state.next, numberOf),
    isHeard: event !== undefined || identifies || logsOut,
  };
}

function planEvent({ type, name, path, paths, properties, conversion }: JourneyEvent, origin: string): EventPlan {
  const fixed = properties.flatMap(({ name: key, value }) =>
    value.kind === 'text' ? [[key, value.text] as const] : [],
  );
  return {
    type,
    name,
    addresses: path === undefined ? undefined : new Addresses(origin, path, paths),
    properties: properties.map(planProperty),
    fixedProperties: fixed.length === properties.length ? fixed : undefined,
    isConversion: conversion !== undefined,
    revenueProperty: conversion?.revenueProperty,
  };
}

function planProperty({ name, value }: Property): PropertyPlan {
  switch (value.kind) {
    case 'text':
      return { name, kind: 'text', text: value.text };
    case 'number':
      return { name, kind: 'number', sampler: samplerOf(value.distribution), factor: 10 ** value.decimals };
    case 'choice':
      return { name, kind: 'choice', chooser: new Chooser(value.shares, (choice) => choice) };
    case 'sequence':
      return { name, kind: 'sequence', prefix: value.prefix };
  }
}
