import type { ConstructorOptions } from 'jsdom';

type Resources = Exclude<NonNullable<ConstructorOptions['resources']>, string>;
type Dispatcher = NonNullable<Resources['dispatcher']>;

/** @throws Error always, which jsdom tells the page as it tells of a network that fails */
function dispatch(): never {
  throw new Error('a page that is simulated has no network');
}

async function nothing(): Promise<void> {}

/**
 * What stands where jsdom would have a network, for the style sheets, frames and web sockets of a page. What a page sends itself
 * goes to the data plane; were anything else fetched from the network, what comes of it would depend on the machine, and when
 * would depend on the hour. It has all that jsdom asks of a dispatcher.
 */
export const noNetwork: Dispatcher = Object.assign(Object.create(null), {
  closed: false,
  destroyed: false,
  dispatch,
  close: nothing,
  destroy: nothing,
});
