import { needsPage, type StepWord } from './steps.js';

/** What may happen to a frozen tab: it goes on, or it goes away. */
const whileFrozen: ReadonlySet<StepWord> = new Set(['thaw', 'close', 'restart', 'crash']);

/** Keeps track of which tabs of a scenario show a page, and which of them are frozen. */
export class OpenClients {
  readonly #open = new Map<string, 'running' | 'frozen'>();

  has(client: string): boolean {
    return this.#open.has(client);
  }

  /** @returns what is wrong, if the step cannot happen to this client now */
  follow(word: StepWord, client: string): string | undefined {
    if (!needsPage(word)) return undefined;
    const state = this.#open.get(client);
    const fault = faultOf(word, client, state);
    if (fault !== undefined) return fault;
    // Closing the browser closes its other tabs; only the client of the step comes back by itself.
    if (word === 'restart' || word === 'crash') this.#open.clear();
    if (word === 'close') this.#open.delete(client);
    else this.#open.set(client, word === 'freeze' ? 'frozen' : 'running');
    return undefined;
  }
}

function faultOf(word: StepWord, client: string, state: 'running' | 'frozen' | undefined): string | undefined {
  const step = JSON.stringify(word);
  const name = JSON.stringify(client);
  if (state === undefined) {
    return word === 'load' ? undefined : `${step} needs an open page, but the client ${name} has none; load it first`;
  }
  if (state === 'frozen' && !whileFrozen.has(word)) {
    return `${step} needs a page that runs, but the client ${name} is frozen; thaw it first`;
  }
  if (word === 'thaw' && state === 'running') return `"thaw" needs a frozen page, but the client ${name} is not frozen`;
  return undefined;
}
