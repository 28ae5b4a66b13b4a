import type { Consent } from '../record/consent.js';
import type { FaultStep, LoadConfig } from '../record/timeline.js';
import type { PolicyValues } from '../spec/policies.js';
import type { SimulatedClock } from '../time/clock.js';
import { mark } from './marks.js';
import type { Rules } from './rules.js';
import type { Session } from './session.js';
import { storagePlace } from './settings.js';
import { emptyState, type StoredState, type Tracker } from './tracker.js';

type StorageFault = Extract<FaultStep, { kind: 'storage' }>['state'];
type SessionDamage = Extract<FaultStep, { kind: 'damage' }>['how'];

export interface Device {
  readonly clock: SimulatedClock;
  /** What all tabs of the device share. */
  readonly shared: StoredState;
  readonly clients: Map<string, Client>;
  /** How its storage behaves until it behaves otherwise. */
  condition: Exclude<StorageFault, 'cleared'>;
  /** The answer of the user, which the application remembers. */
  consent: Consent | undefined;
  /** What is stored in fact, where pages go on with what they have in memory and have not written it since. */
  readonly behind: Map<StoredState, StoredState>;
}

export interface Client {
  url: string;
  config: LoadConfig;
  tracker: Tracker | undefined;
  /** What the tab keeps over reloads, and what only the page keeps. */
  tab: StoredState;
  page: StoredState;
  /** The one of them in which its tracker keeps the session. */
  place: StoredState;
}

const tenYearsMs = 10 * 365 * 86_400_000;

/** The place that was configured, whatever its condition. */
function ownPlace(device: Device, client: Client): StoredState {
  const places = { shared: device.shared, tab: client.tab, page: client.page, none: client.page };
  return places[storagePlace(client.config)];
}

/**
 * Where a client that loads now keeps the session. Without storage that can be used it is the memory of the page
 * (SES-PERSISTENCE-011); storage that is full can still be read, and what is there can be changed.
 */
export function placeOf(
  device: Device,
  client: Client,
  { readsFullStorage }: Pick<Rules, 'readsFullStorage'>,
): StoredState {
  const own = ownPlace(device, client);
  if (device.condition === 'available') return mark('storage/own', own);
  const canBeRead = device.condition === 'full' && readsFullStorage;
  return canBeRead && own.session !== undefined
    ? mark('storage/full-but-read', own)
    : mark('storage/memory', client.page);
}

/**
 * A page that is loaded with another type of storage than the one before goes on with what that one has stored
 * (SES-PERSISTENCE-001), unless another page that is open keeps its own session there (-014). What is in use nobody takes.
 */
export function takeOver(device: Device, client: Client): void {
  const own = ownPlace(device, client);
  if (client.place !== own || storagePlace(client.config) === 'none' || own.session !== undefined) return;
  const others = [device.shared, client.tab].filter((place) => place !== own && !isInUse(device, place));
  // A session that has ended leaves the user behind.
  const before =
    others.find(({ session }) => session !== undefined) ??
    (own.userId === '' ? others.find(({ userId }) => userId !== '') : undefined);
  if (before === undefined) return;
  Object.assign(mark('storage/taken-over', own), before);
  Object.assign(before, emptyState(before.issued));
}

/**
 * What the browser has stored is gone, or cannot be used from now on, or can be used again.
 * @param lost what becomes of the session of a page that is open (policy: storageLost)
 */
export function changeStorage(device: Device, state: StorageFault, lost: PolicyValues['storageLost']): void {
  if (state === 'cleared') {
    for (const place of storedPlaces(device)) {
      const inUse = isInUse(device, place);
      if (inUse && lost === 'kept') device.behind.set(place, cleared(place, false, lost));
      Object.assign(place, cleared(place, inUse, lost));
    }
    return;
  }
  device.condition = state;
  for (const client of device.clients.values()) {
    if (client.tracker === undefined) continue;
    if (state === 'unavailable') takeAlong(client, lost);
    else if (state === 'available') putBack(device, client);
    else readFull(device, client);
  }
}

/** What the browser has stored of the session is spoilt; the user's is not touched. */
export function damageSession(
  device: Device,
  how: SessionDamage,
  lost: PolicyValues['storageLost'],
  rules: Pick<Rules, 'readWrongTypes'>,
): void {
  for (const place of storedPlaces(device)) {
    if (place.session === undefined) continue;
    const session = damaged(place.session, how, rules);
    if (isInUse(device, place) && lost === 'kept')
      device.behind.set(mark('damage/in-memory', place), { ...place, session });
    else place.session = session;
  }
}

function damaged(session: Session, how: SessionDamage, rules: Pick<Rules, 'readWrongTypes'>): Session | undefined {
  const { startedAtMs, lastActivityMs } = session;
  if (how === 'future') {
    mark('damage/future');
    return { ...session, startedAtMs: startedAtMs + tenYearsMs, lastActivityMs: lastActivityMs + tenYearsMs };
  }
  if (how === 'wrong-type') return rules.readWrongTypes(session);
  // Data that cannot be read is as good as none (SES-PERSISTENCE-009). That of an older version can (-010).
  return how === 'older-version' ? mark('damage/older-version', session) : mark('damage/unreadable', undefined);
}

/**
 * Whoever loads reads what is stored in fact. Pages that go on with another session that they have in memory keep it to
 * themselves from now on, until one of them writes it. One that is stored with other times is still the same, which all
 * tabs share (SES-TABS-001).
 */
export function readStored(device: Device, { place }: Client): void {
  const stored = device.behind.get(place);
  if (stored === undefined) return;
  const inMemory = mark('storage/read-behind', { ...place });
  const isShared = stored.session !== undefined && stored.session.id === inMemory.session?.id;
  for (const other of device.clients.values()) {
    if (isShared || other.tracker === undefined || other.place !== place) continue;
    other.page = inMemory;
    move(other, inMemory);
  }
  Object.assign(place, stored);
  device.behind.delete(place);
}

/**
 * A page writes what it has in memory, and with it go the others that had the same. A session that is stored meanwhile is
 * the newer one, which they join.
 */
export function writeBack(device: Device, writer: Client): void {
  device.behind.delete(writer.place);
  const { place } = writer;
  const own = ownPlace(device, writer);
  if (device.condition !== 'available' || place === own) return;
  // Where another session has begun and ended since, this one does not come back. Nor does it after the application has
  // ended what there was in another tab, which holds for this one (SES-TABS-006).
  const isNewest = place.session !== undefined && place.issued.ids.at(-1) === place.session.id;
  if (own.session === undefined && isNewest && !own.ended) Object.assign(mark('storage/put-back', own), place);
  else mark('storage/overtaken');
  moveAll(device, place);
}

/** A page that reads the session writes nothing, and joins the newer one as it would with its next event (SES-ID-006). */
export function readBack(device: Device, reader: Client): void {
  const { place } = reader;
  const own = ownPlace(device, reader);
  if (device.condition !== 'available' || place === own || own.session === undefined) return;
  mark('storage/overtaken');
  moveAll(device, place);
}

function moveAll(device: Device, place: StoredState): void {
  for (const each of device.clients.values()) {
    if (each.tracker !== undefined && each.place === place) move(each, ownPlace(device, each));
  }
}

/** A page goes away, and what it had not written again goes with it. */
export function leaveBehind(device: Device, { place }: Client): void {
  const stored = device.behind.get(place);
  if (stored === undefined) return;
  Object.assign(place, stored);
  device.behind.delete(place);
}

function storedPlaces(device: Device): StoredState[] {
  return [device.shared, ...[...device.clients.values()].map(({ tab }) => tab)];
}

function isInUse(device: Device, place: StoredState): boolean {
  return [...device.clients.values()].some((client) => client.tracker !== undefined && client.place === place);
}

/** What the application has ended stays so while its page lives. */
function cleared(place: StoredState, inUse: boolean, lost: PolicyValues['storageLost']): StoredState {
  const { issued, session, ended, anonymousId, userId } = place;
  mark(inUse ? `storage/cleared-${lost}` : 'storage/cleared-unused');
  if (!inUse) return { ...emptyState(issued), anonymousId: anonymousId + 1 };
  // An open page has the user in memory, whatever becomes of its session.
  return { ...emptyState(issued), ended, anonymousId, userId, session: lost === 'kept' ? session : undefined };
}

/** The page goes on with what it has in memory. */
function takeAlong(client: Client, lost: PolicyValues['storageLost']): void {
  const { place } = client;
  if (place === client.page) return;
  mark('storage/refused');
  const session = lost === 'kept' ? place.session : undefined;
  client.page = { ...place, session };
  // Nobody else may begin with a marker that this page sends and cannot write down.
  if (session?.startPending === true) place.session = undefined;
  move(client, client.page);
}

/**
 * The page stores what it has in memory, unless another one was active later. What the application has ended there does
 * not come back (SES-MANUAL-004).
 */
function putBack(device: Device, client: Client): void {
  const own = ownPlace(device, client);
  if (own === client.place) return;
  const activeMs = ({ session }: StoredState): number => session?.lastActivityMs ?? Number.NEGATIVE_INFINITY;
  if (client.place.ended || activeMs(client.place) >= activeMs(own))
    Object.assign(mark('storage/put-back', own), client.place);
  else mark('storage/overtaken');
  move(client, own);
}

/**
 * What full storage holds can be read again (SES-PERSISTENCE-013), and the page has nothing newer in memory, which could not
 * be stored.
 */
function readFull(device: Device, client: Client): void {
  const own = ownPlace(device, client);
  if (own === client.place || client.place.ended || client.place.session !== undefined) return;
  if (own.session !== undefined) move(client, mark('storage/full-but-read', own));
}

/** From now on the client's session is kept in another place, in which it stands already. */
export function move(client: Client, place: StoredState): void {
  client.place = place;
  client.tracker?.moveTo(place);
}
