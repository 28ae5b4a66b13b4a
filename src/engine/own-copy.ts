/**
 * A copy of what is stored: what is written to it is stored as well, and what others store meanwhile is not seen in it.
 * So a client that reads its storage once and writes it always.
 */
export function copyThatStores<State extends object>(stored: State): State {
  return new Proxy<State>(
    { ...stored },
    {
      set(copy, key, value): boolean {
        return Reflect.set(copy, key, value) && Reflect.set(stored, key, value);
      },
    },
  );
}
