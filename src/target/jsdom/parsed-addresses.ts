import { createRequire } from 'node:module';

/** An address as the library takes it apart; of its parts only the path can be changed in place. */
interface AddressRecord {
  readonly path: string | string[];
}

interface ParseOptions {
  readonly baseURL?: AddressRecord | null | undefined;
  readonly [option: string]: unknown;
}

type Parse = (input: string, options?: ParseOptions) => AddressRecord | null;

/** From names and values to what stands behind the question mark. */
type WriteQuery = (parameters: readonly (readonly [name: string, value: string])[]) => string;

const mostAddresses = 1_000;
/** Longer ones are hardly asked for twice, and a thousand of them would fill the memory. */
const mostCharacters = 2_000;

/**
 * Has the library of jsdom remember how it took an address apart. SDKs ask for the parts of the same few addresses with
 * every event and every cookie, and to take one apart anew is nearly a tenth of what a page costs outside of the SDK. Whoever asks
 * gets a record of his own, which he may change.
 * @param machine the module of the library that all of jsdom parses with
 */
export function rememberAddresses(machine: { basicURLParse: Parse }): void {
  const parse = machine.basicURLParse;
  const known = new Map<string, AddressRecord | null>();
  machine.basicURLParse = (input, options) => {
    if (input.length > mostCharacters || (options !== undefined && !isPlain(options))) return parse(input, options);
    let record = known.get(input);
    if (record === undefined) {
      if (known.size >= mostAddresses) known.clear();
      record = parse(input, options);
      known.set(input, record);
    }
    return record === null ? null : copyOf(record);
  };
}

/**
 * Has the library of jsdom remember how it wrote the parameters of an address. It encodes one character after the other, and
 * it writes all of them anew with every one that a script sets.
 * @param writer the module of the library that all of jsdom writes them with
 */
export function rememberQueries(writer: { serializeUrlencoded: WriteQuery }): void {
  const write = writer.serializeUrlencoded;
  const known = new Map<string, string>();
  writer.serializeUrlencoded = (parameters) => {
    const key = JSON.stringify(parameters);
    if (key.length > mostCharacters) return write(parameters);
    let query = known.get(key);
    if (query === undefined) {
      if (known.size >= mostAddresses) known.clear();
      query = write(parameters);
      known.set(key, query);
    }
    return query;
  };
}

/** The module with which this process's jsdom parses. */
export function addressMachine(): { basicURLParse: Parse } {
  return libraryOfJsdom('url-state-machine') as { basicURLParse: Parse };
}

/** The module with which this process's jsdom writes the parameters of addresses. */
export function queryWriter(): { serializeUrlencoded: WriteQuery } {
  return libraryOfJsdom('urlencoded') as { serializeUrlencoded: WriteQuery };
}

function libraryOfJsdom(module: string): unknown {
  const ofJsdom = createRequire(createRequire(import.meta.url).resolve('jsdom'));
  return ofJsdom(`whatwg-url/lib/${module}.js`);
}

/** Whether an address is parsed by itself: relative to nothing, in no other encoding, and into no record that is there. */
function isPlain(options: ParseOptions): boolean {
  for (const value of Object.values(options)) if (value !== undefined && value !== null) return false;
  return true;
}

function copyOf(record: AddressRecord): AddressRecord {
  return { ...record, path: typeof record.path === 'string' ? record.path : [...record.path] };
}
