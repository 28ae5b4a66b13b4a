import { GrowingNumbers } from '../growing-numbers.js';

/** More different texts than this are not worth a dictionary. */
const mostEntries = 16_384;

/** Twice as many places as entries, so that a text is found at the first place or soon behind it. */
const placesMask = 2 * mostEntries * 2 - 1;

/** The same memory for one dictionary after the other. */
const scratch = {
  /** By place, the number of the entry and 1, as 0 stands for none. */
  entries: new Uint16Array(placesMask + 1),
  hashes: new Int32Array(mostEntries),
  /** Where each entry stands first. */
  starts: new Uint32Array(mostEntries),
  codes: new GrowingNumbers(Uint32Array),
};

export interface TextDictionary {
  /** Of each text, the number of its entry; until another dictionary is made. */
  readonly codes: Uint32Array;
  /** Where the entries stand among the texts, in the order of their numbers. */
  readonly starts: Uint32Array;
}

/**
 * The different ones of some texts, which stand one after the other, each after its length in four bytes.
 * @returns undefined if there are so many that a dictionary is not worth it
 */
export function textDictionary(texts: Buffer, count: number): TextDictionary | undefined {
  const { entries, hashes, starts } = scratch;
  const codes = scratch.codes.room(count);
  const most = Math.min(mostEntries, count / 2);
  const view = new DataView(texts.buffer, texts.byteOffset, texts.byteLength);
  entries.fill(0);
  let known = 0;
  let at = 0;
  for (let index = 0; index < count; index++) {
    const end = at + 4 + view.getInt32(at, true);
    const hash = hashOf(view, at, end);
    let place = hash & placesMask;
    let entry = (entries[place] as number) - 1;
    while (entry >= 0 && !(hashes[entry] === hash && isSame(view, starts[entry] as number, at, end))) {
      place = (place + 1) & placesMask;
      entry = (entries[place] as number) - 1;
    }
    if (entry < 0) {
      if (known >= most) return undefined;
      entry = known++;
      entries[place] = known;
      hashes[entry] = hash;
      starts[entry] = at;
    }
    codes[index] = entry;
    at = end;
  }
  return { codes, starts: starts.subarray(0, known) };
}

/** Of the length and the bytes. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = 0x2f0b4a27;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Whether the same text stands at both places, the length before it included. */
function isSame(view: DataView, earlier: number, start: number, end: number): boolean {
  let from = earlier;
  let at = start;
  for (; at + 4 <= end; at += 4, from += 4) if (view.getInt32(from) !== view.getInt32(at)) return false;
  for (; at < end; at++, from++) if (view.getUint8(from) !== view.getUint8(at)) return false;
  return true;
}
