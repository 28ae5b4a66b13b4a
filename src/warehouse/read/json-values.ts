const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** All that stands for itself. */
const words = ['null', 'true', 'false'].map((word) => Buffer.from(word));

/** A text of JSON with its escapes resolved, or nothing if they are none. */
export function decoded(bytes: Buffer, start: number, end: number): string | undefined {
  try {
    return JSON.parse(`"${bytes.toString('utf8', start, end)}"`);
  } catch {
    return undefined;
  }
}

/** Numbers of digits with a point and the three words are looked at here, and everything else by the parser. */
export function isLiteral(bytes: Buffer, start: number, end: number): boolean {
  const word = words.find(([first]) => first === bytes[start]);
  if (word !== undefined) return bytes.subarray(start, end).equals(word);
  const first = bytes[start] === minus ? start + 1 : start;
  const whole = afterDigits(bytes, first, end);
  const isWhole = whole > first && (bytes[first] !== zero || whole === first + 1);
  const after = bytes[whole] === point && whole + 1 < end ? afterDigits(bytes, whole + 1, end) : whole;
  if (isWhole && after === end) return true;
  try {
    return JSON.parse(bytes.toString('utf8', start, end)) !== undefined;
  } catch {
    return false;
  }
}

function afterDigits(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= zero && (bytes[at] as number) <= nine) at += 1;
  return at;
}
