import type { ConstructorOptions } from 'jsdom';

type Resources = Exclude<NonNullable<ConstructorOptions['resources']>, string>;
type Dispatcher = NonNullable<Resources['dispatcher']>;

/**
 * What stands where jsdom would have a network, for style sheets, frames and web sockets. What a page sends itself goes to the
 * data plane; were anything else fetched, what comes of it would depend on the machine, and when would depend on the hour.
 */
class NoNetwork {
  readonly closed = false;
  readonly destroyed = false;

  /** @throws Error always, which jsdom tells the page as it tells of a network that fails */
  dispatch(): never {
    throw new Error('a page that is simulated reaches nothing but the data plane');
  }

  async close(): Promise<void> {}

  async destroy(): Promise<void> {}
}

// It is asked for nothing else.
export const noNetwork = new NoNetwork() as unknown as Dispatcher;
