/** Errors of the page's realm are no instances of this realm's `Error`, and an SDK may throw anything. */
export function thrownText(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  return typeof message === 'string' ? message : String(error);
}
