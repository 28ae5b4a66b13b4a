/** What the SDK writes in front of what it has encoded; what follows is base64 and hides nothing. */
const mark = 'RS_ENC_v3_';

/**
 * What a value in the storage of the SDK says, for people: without its encoding, and without the quotes of a text within
 * a text. A value that is not encoded comes back as it is.
 */
export function storedMeaning(value: string): string {
  // Local and session storage hold a text within a text; a cookie holds it as it is.
  const plain = unquoted(percentDecoded(value));
  if (!plain.startsWith(mark)) return plain;
  return unquoted(Buffer.from(plain.slice(mark.length), 'base64').toString('utf8'));
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' && value !== '' ? value : text;
  } catch {
    return text;
  }
}
