import { hostTurn } from '../time/host.js';

/** When something is played: before all that is not urgent, or when there is nothing else to do. */
export type Urgency = 'urgent' | 'ahead';

interface Turn<Player> {
  readonly signal: AbortSignal | undefined;
  take(player: Player): Promise<void>;
  drop(reason: unknown): void;
}

/**
 * Those who can play, each one thing at a time. Whoever is free takes what is urgent, in the order in which it was asked
 * for, and only then what can be done ahead.
 */
export class Players<Player> {
  readonly count: number;
  readonly #free: Player[];
  readonly #waiting: Readonly<Record<Urgency, Turn<Player>[]>> = { urgent: [], ahead: [] };
  readonly #playing = new Set<Promise<void>>();

  constructor(players: readonly Player[]) {
    this.count = players.length;
    this.#free = [...players];
  }

  /**
   * What the work with a player comes to.
   * @param signal if it is aborted before a player is free, nothing is begun
   * @throws whatever the work throws, or the reason of the signal
   */
  play<T>(urgency: Urgency, work: (player: Player) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting[urgency].push({
        signal,
        take: async (player) => {
          try {
            resolve(await work(player));
          } catch (error) {
            reject(error);
          }
        },
        drop: reject,
      });
      this.#begin();
    });
  }

  /** Resolves when nobody plays any more. */
  async rest(): Promise<void> {
    while (this.#playing.size > 0) await Promise.all(this.#playing);
  }

  #begin(): void {
    for (;;) {
      const turn = this.#free.length === 0 ? undefined : this.#nextTurn();
      if (turn === undefined) return;
      if (turn.signal?.aborted === true) {
        turn.drop(turn.signal.reason);
        continue;
      }
      // There is one: somebody is free.
      const player = this.#free.pop() as Player;
      const playing = this.#take(turn, player).finally(() => this.#playing.delete(playing));
      this.#playing.add(playing);
    }
  }

  async #take(turn: Turn<Player>, player: Player): Promise<void> {
    await turn.take(player);
    // Whoever waited for it may have something urgent next, which must not wait for what is played ahead.
    await hostTurn();
    this.#free.push(player);
    this.#begin();
  }

  #nextTurn(): Turn<Player> | undefined {
    return this.#waiting.urgent.shift() ?? this.#waiting.ahead.shift();
  }
}
