/**
 * What a real app sent while somebody played a timeline: one JSON value a line, the head first, then the requests in the
 * order in which they arrived. It is written line by line, so that whatever ends the recording leaves whole lines.
 */

/** Raised when a line of a capture changes its meaning; a capture of another version is refused. */
export const captureFormatVersion = 1;

/** How the name of every capture ends. */
export const captureEnding = '.ndjson';

/** What a request asked for: `messages` of the data plane, `sourceConfig` of the control plane, or nothing known. */
export type Purpose = 'messages' | 'sourceConfig' | 'other';

/** A request as it arrived. `readMessages` says which messages it carries. */
export interface CapturedRequest {
  /** When it was complete, in milliseconds since the epoch of this machine's clock. */
  readonly arrivedMs: number;
  readonly purpose: Purpose;
  readonly method: string;
  /** As it was sent: a path, with its query. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; empty if it could not be read. */
  readonly body: string;
  /** With which it is answered; 0 if it is not, because the collector is silent or ends the connection. */
  readonly status: number;
  /** Why the body could not be read, if so: a sentence without the final stop. */
  readonly unreadable?: string;
}

export interface Capture {
  /** The version that recorded it. */
  readonly lapseVersion: string;
  readonly requests: readonly CapturedRequest[];
}

/** A capture as far as it can be read, or the one reason why it cannot. */
export type ParsedCapture =
  | { readonly capture: Capture; readonly warning?: string }
  | { readonly fault: string; readonly line?: number };

/** Headers that let somebody in somewhere; whoever is given a capture need not have them. */
const privateHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The first line, with its end. */
export function captureHead(lapseVersion: string): string {
  return `${JSON.stringify({ captureFormatVersion, lapseVersion })}\n`;
}

/** The line of one request, with its end. The body stands in it as it was sent. */
export function captureLine({ headers, ...request }: CapturedRequest): string {
  const told = Object.entries(headers).filter(([name]) => !privateHeaders.has(name));
  return `${JSON.stringify({ ...request, headers: Object.fromEntries(told) })}\n`;
}

/** Reads what was written, up to a last line that a killed process has left unfinished. */
export function parseCapture(text: string): ParsedCapture {
  const [head = '', ...lines] = text.split('\n');
  if (text === '') return { fault: 'is empty' };
  const first = parse(head);
  if (!isObject(first) || !('captureFormatVersion' in first)) return { fault: 'is no capture', line: 1 };
  const { captureFormatVersion: version, lapseVersion } = first;
  if (version !== captureFormatVersion) {
    return { fault: `has the format version ${JSON.stringify(version)}, and not ${captureFormatVersion}`, line: 1 };
  }
  const requests: CapturedRequest[] = [];
  const capture = { lapseVersion: String(lapseVersion), requests };
  for (const [index, line] of lines.entries()) {
    const number = index + 2;
    const isLast = index === lines.length - 1;
    if (isLast && line === '') break;
    const request = parse(line);
    // A line without its end is unfinished, even if what is there happens to be whole.
    if (request === undefined && isLast) {
      return { capture, warning: `line ${number} is cut off and left out: the recording was killed` };
    }
    const fault = request === undefined ? 'is not JSON' : requestFault(request);
    if (fault !== undefined) return { fault, line: number };
    // Its keys have just been looked at.
    requests.push(request as CapturedRequest);
  }
  return { capture };
}

const purposes: readonly unknown[] = ['messages', 'sourceConfig', 'other'] satisfies Purpose[];

/** What is wrong with the line of a request; `undefined` if nothing is. */
function requestFault(value: unknown): string | undefined {
  if (!isObject(value)) return 'is no request';
  const { arrivedMs, purpose, method, url, headers, body, status, unreadable } = value;
  if (!Number.isSafeInteger(arrivedMs)) return `has the arrivedMs ${JSON.stringify(arrivedMs)}`;
  if (!purposes.includes(purpose)) return `has the purpose ${JSON.stringify(purpose)}`;
  if (!Number.isInteger(status)) return `has the status ${JSON.stringify(status)}`;
  for (const [name, text] of Object.entries({ method, url, body, unreadable: unreadable ?? '' })) {
    if (typeof text !== 'string') return `has the ${name} ${JSON.stringify(text)}`;
  }
  const isHeaders = isObject(headers) && Object.values(headers).every((each) => typeof each === 'string');
  return isHeaders ? undefined : 'has headers that are no texts';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
