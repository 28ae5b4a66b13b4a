/**
 * Begins one thing after the other, some of them before they are asked for, and hands on what they come to in their
 * order, whichever ends first. What fails fails where it is asked for. Whoever asks for no more ends it: then the signal is
 * aborted, and what has been begun is nobody's concern any more.
 * @param count how many there are
 * @param most how many are begun at most of which nothing has been handed on
 */
export async function* inOrder<T>(
  count: number,
  most: number,
  begin: (index: number, signal: AbortSignal) => Promise<T>,
): AsyncGenerator<T, void, undefined> {
  const ending = new AbortController();
  const begun: Promise<T>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (begun.length < most && next < count) {
        const each = begin(next++, ending.signal);
        // It may fail long before anybody asks for it, or when nobody will.
        each.catch(() => {});
        begun.push(each);
      }
      const first = begun.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    ending.abort();
  }
}
