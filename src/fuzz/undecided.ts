import { configInForce } from '../judge/config-in-force.js';
import type { LoadConfig, StepAction, Timeline } from '../record/timeline.js';

/**
 * Whether pages of one visitor are open side by side that were configured differently. No requirement says which of their
 * configurations the session that they share obeys, so that the engine's
 * opinion proves nothing but that two sessions share an id; the laws hold.
 */
export function hasMixedPages({ steps }: Timeline): boolean {
  const open = new Map<string, LoadConfig>();
  return steps.some(({ client, action }) => {
    switch (action.kind) {
      case 'close':
        open.delete(client);
        return false;
      case 'load':
        if (!open.has(client)) open.set(client, action.config);
        break;
      case 'restart':
      case 'crash': {
        const before = open.get(client) ?? {};
        open.clear();
        open.set(client, action.config ?? before);
        break;
      }
      case 'reload':
      case 'navigate':
        open.set(client, action.config ?? open.get(client) ?? {});
        break;
      default:
        return false;
    }
    return new Set([...open.values()].map((config) => JSON.stringify(config))).size > 1;
  });
}

/**
 * The step from which on no requirement says who the known user is, whose session another one ends. Somebody who was
 * identified before consent may or may not be remembered, for strategies before consent keep no user. Nor does anything
 * say whether a page stores the user again when storage was cleared, for those that are loaded later.
 * @returns the position of the first identify on which that depends, if there is one
 */
export function userUndecidedFrom(timeline: Timeline): number | undefined {
  const users = new Map<string, KnownUser>();
  const from = timeline.steps.findIndex(({ device, client, action }, step) => {
    const user = users.get(device) ?? 'nobody';
    switch (action.kind) {
      case 'event': {
        if (action.type !== 'identify' || action.name === undefined) return false;
        if (user === 'undecided') return true;
        const mayKeep = configInForce(timeline, { step, device, client }).preConsent === undefined;
        users.set(device, mayKeep ? 'known' : 'undecided');
        return false;
      }
      case 'reset':
        users.set(device, 'nobody');
        return false;
      case 'storage':
        if (action.state === 'cleared' && user === 'known') users.set(device, 'in memory');
        return false;
      case 'load':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
        if (user === 'in memory') users.set(device, 'undecided');
        return false;
      default:
        return false;
    }
  });
  return from < 0 ? undefined : from;
}

/**
 * The step from which on nothing says which session goes on. A page that consents after storage was cleared or spoilt, and
 * before anything settled the session anew, may or may not store again the one that it still knows. And a page that had to
 * do without storage for a while may or may not have its session in storage again, when that is cleared or spoilt.
 * @returns the position of that consent, or of that loss, if there is one
 */
export function sessionUndecidedFrom({ steps }: Timeline): number | undefined {
  const lost = new Set<string>();
  const memories = new Memories();
  const from = steps.findIndex(({ device, client, action }) => {
    memories.note(device, client, action);
    switch (action.kind) {
      case 'storage':
        if (action.state !== 'cleared') return false;
        lost.add(device);
        return memories.has(device);
      case 'damage':
        lost.add(device);
        return memories.has(device);
      case 'consent':
        return lost.has(device);
      case 'event':
      case 'startSession':
      case 'endSession':
      case 'reset':
      case 'load':
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
        lost.delete(device);
        return false;
      default:
        return false;
    }
  });
  return from < 0 ? undefined : from;
}

/** The pages that are open and had to do without storage at some time. */
class Memories {
  /** The pages of a device that are open, by tab, and whether they had to. */
  readonly #pages = new Map<string, Map<string, boolean>>();
  readonly #failing = new Set<string>();

  note(device: string, client: string, action: StepAction): void {
    const pages = this.#pages.get(device) ?? new Map<string, boolean>();
    this.#pages.set(device, pages);
    if (action.kind === 'storage' && action.state !== 'cleared') {
      if (action.state === 'available') this.#failing.delete(device);
      else this.#failing.add(device);
      if (action.state !== 'available') for (const tab of pages.keys()) pages.set(tab, true);
    }
    if (action.kind === 'restart' || action.kind === 'crash') pages.clear();
    if (action.kind === 'close') pages.delete(client);
    else if (beginsPage.has(action.kind) || (action.kind === 'load' && !pages.has(client)))
      pages.set(client, this.#failing.has(device));
  }

  /** Whether there is one that may use storage again; one that may not has nothing there that could be lost. */
  has(device: string): boolean {
    return !this.#failing.has(device) && [...(this.#pages.get(device)?.values() ?? [])].includes(true);
  }
}

const beginsPage: ReadonlySet<string> = new Set(['reload', 'navigate', 'restart', 'crash']);

type KnownUser = 'nobody' | 'known' | 'in memory' | 'undecided';
