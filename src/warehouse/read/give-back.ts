/**
 * Takes the memory of a column that nobody needs any more away from it. Left alone, a large one that has been there for a
 * while stays until all garbage is collected, which the engine does when there is as much again.
 */
export function giveBack({ buffer }: { readonly buffer: ArrayBufferLike }): void {
  // The one that has the memory now is new, and collected with the next garbage that is.
  if (buffer instanceof ArrayBuffer) structuredClone(buffer, { transfer: [buffer] });
}
