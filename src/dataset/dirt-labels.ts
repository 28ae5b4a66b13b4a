import type { DirtLabels } from './rows.js';

/** One bit for each label, so that those of an event are one number while it is made. */
export const dirtBits = {
  late: 1,
  duplicate: 2,
  reordered: 4,
  skewedClock: 8,
  jumpedClock: 16,
  bot: 32,
  missingId: 64,
  afterCrash: 128,
  sharedDevice: 256,
  faultySdk: 512,
  boundaryGap: 1024,
} as const satisfies Record<keyof DirtLabels, number>;

/** By bits; all have a place from the beginning, as an array with gaps is slow. */
const known: (DirtLabels | undefined)[] = new Array(2 * dirtBits.boundaryGap).fill(undefined);

/** The labels that the bits stand for. Events with the same ones share an object, which nobody may change. */
export function labelsOf(bits: number): DirtLabels {
  const existing = known[bits];
  if (existing !== undefined) return existing;
  const has = (label: keyof DirtLabels): boolean => (bits & dirtBits[label]) !== 0;
  const labels = Object.freeze<DirtLabels>({
    late: has('late'),
    duplicate: has('duplicate'),
    reordered: has('reordered'),
    skewedClock: has('skewedClock'),
    jumpedClock: has('jumpedClock'),
    bot: has('bot'),
    missingId: has('missingId'),
    afterCrash: has('afterCrash'),
    sharedDevice: has('sharedDevice'),
    faultySdk: has('faultySdk'),
    boundaryGap: has('boundaryGap'),
  });
  known[bits] = labels;
  return labels;
}
