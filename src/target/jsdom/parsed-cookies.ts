import { toughCookie } from 'jsdom';

type Cookie = InstanceType<typeof toughCookie.Cookie>;

const mostTexts = 1_000;

/** What texts say, without the cookies that were made of them: a cookie changes while it is kept. */
const known = new Map<string, { readonly fields: Partial<Cookie>; readonly expiresMs: number | undefined }>();

/**
 * What a page assigns to `document.cookie`, read as the jar of jsdom reads it. Most texts have been seen before, for
 * timelines begin alike, and to read one with its date takes half the time that it takes to set a cookie.
 * @returns a new cookie, or nothing if the text is none
 */
export function parsedCookie(text: string): Cookie | undefined {
  const read = known.get(text);
  if (read !== undefined) {
    const { fields, expiresMs } = read;
    // A date belongs to the clock of its timeline.
    return new toughCookie.Cookie(expiresMs === undefined ? fields : { ...fields, expires: new Date(expiresMs) });
  }
  const cookie = toughCookie.Cookie.parse(text, { loose: true });
  if (cookie === undefined) return undefined;
  const { key, value, expires, maxAge, domain, path, secure, httpOnly, extensions, sameSite } = cookie;
  if (known.size >= mostTexts) known.clear();
  known.set(text, {
    fields: { key, value, expires, maxAge, domain, path, secure, httpOnly, extensions, sameSite },
    expiresMs: expires instanceof Date ? expires.getTime() : undefined,
  });
  return cookie;
}
