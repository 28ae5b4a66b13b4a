import { sdkFault } from '../../../src/dataset/faults.js';
import { userGenerator } from '../../../src/dataset/generate-user.js';
import type { EventRow } from '../../../src/dataset/rows.js';
import { type AuditResult, audit } from '../../../src/warehouse/audit/audit.js';
import { populationOf, shopWith } from '../../dataset/population-text.js';
import { storeTables } from '../../dataset/stored-shop.js';
import { withFolder } from '../../promises/command-line.js';
import { minuteMs, webRules, withTablesOf } from './audited.js';

/** The shop in which many buy, without a second person at a device, and with what is spoilt. */
function shopWithDirt(dirt: Readonly<Record<string, string>>): string {
  const dials = Object.entries(dirt).map(([name, dial]) => `  ${name}: ${dial}\n`);
  return (
    shopWith({ '    anotherUser: 0.5\n': '', 'paid: 0.2, exit: 0.4': 'paid: 0.5, exit: 0.1' }) +
    (dials.length === 0 ? '' : `dirt:\n${dials.join('')}`)
  );
}

export interface Planted {
  readonly result: AuditResult;
  /** Every event as it was received. */
  readonly rows: readonly EventRow[];
  /** Each message once. */
  readonly messages: readonly EventRow[];
}

/** Makes a small dataset, and audits its table of events. */
export function planted(dirt: Readonly<Record<string, string>>, splitTables = false): Promise<Planted> {
  const population = populationOf(shopWithDirt(dirt));
  const generate = userGenerator(population, { seed: 11, days: 10 }, undefined, sdkFault);
  const users = Array.from({ length: 60 }, (_, user) => generate(user));
  return withFolder(async (folder) => {
    const tables = storeTables(folder, population, users, 'csv', splitTables);
    const isOfEvents = (name: string): boolean => !['sessions', 'visits', 'visit_sessions', 'users'].includes(name);
    const files = tables.filter(({ table }) => isOfEvents(table.name)).flatMap((table) => table.files);
    const rules = { ...webRules, capMs: 12 * 60 * minuteMs };
    const result = await withTablesOf(files, (database, columns) => audit(database, columns, rules));
    const rows = users.flatMap(({ events }) => events);
    return { result, rows, messages: rows.filter(({ dirt }) => !dirt.duplicate) };
  });
}

/** The sessions of messages that name a visitor, each with its messages. */
export function sessionsOf(messages: readonly EventRow[]): EventRow[][] {
  const sessions = new Map<string, EventRow[]>();
  for (const message of messages) {
    if (message.anonymousId === '') continue;
    const key = `${message.anonymousId} ${message.sessionId}`;
    sessions.set(key, [...(sessions.get(key) ?? []), message]);
  }
  return [...sessions.values()];
}

/** The messages of each anonymous id. */
export function byVisitor(messages: readonly EventRow[]): EventRow[][] {
  const visitors = new Map<string, EventRow[]>();
  for (const message of messages) {
    visitors.set(message.anonymousId, [...(visitors.get(message.anonymousId) ?? []), message]);
  }
  visitors.delete('');
  return [...visitors.values()];
}
