import { ByteWriter } from '../record/byte-writer.js';
import type { EventRow } from './rows.js';
import { WrittenBefore } from './written-before.js';

/**
 * The message of an event as it left the device, valid against the schemas in `spec/schemas/wire` (but for ids that were
 * taken away on purpose). It is what `buildMessage` of the engine makes, with what a population knows more of: written as
 * bytes, because making objects first takes several times as long.
 */
export function writePayload(writer: ByteWriter, row: EventRow): void {
  const isWeb = row.channel === 'web';
  writer.raw(constant.type);
  writer.jsonText(row.type);
  writer.raw(isWeb ? constant.web : constant.mobile);
  writer.jsonText(row.messagePrefix, row.messageGroups, row.messageNumber);
  writer.raw(constant.originalTimestamp);
  writer.timestamp(row.originalTimestampMs);
  writer.raw(constant.sentAt);
  writer.timestamp(row.sentAtMs);
  writer.raw(constant.afterTimestamp);
  writeVisitor(writer, row);
  if (row.type !== 'identify') {
    writer.raw(row.type === 'track' ? constant.event : constant.name);
    writer.jsonText(row.name);
    writer.raw(constant.properties);
    writeObject(writer, row.properties);
  }
  writer.raw(isWeb ? constant.webContext : constant.mobileContext);
  if (row.type === 'identify') writer.raw(constant.traits);
  if (isWeb) writeWebContext(writer, row);
  else writeDevice(writer, row);
  writeSession(writer, row);
}

/**
 * Most of a message is what the one before has said as well, of the same visitor, page and session. Those parts are copied
 * from there, each as long as what it depends on is the same.
 */
const visitor = { written: new WrittenBefore(), anonymousId: '', userId: '' as EventRow['userId'] };
const page = {
  written: new WrittenBefore(),
  campaign: undefined as EventRow['campaign'],
  path: undefined as EventRow['path'],
  referrer: undefined as EventRow['referrer'],
  url: undefined as EventRow['url'],
};
const session = {
  written: new WrittenBefore(),
  timeZone: '',
  sessionId: undefined as EventRow['sessionId'],
  sessionStart: undefined as EventRow['sessionStart'],
};

function writeVisitor(writer: ByteWriter, { anonymousId, userId }: EventRow): void {
  if (visitor.written.isIn(writer) && visitor.anonymousId === anonymousId && visitor.userId === userId) {
    visitor.written.copy(writer);
    return;
  }
  visitor.anonymousId = anonymousId;
  visitor.userId = userId;
  const start = writer.length;
  if (anonymousId !== '') {
    writer.raw(constant.anonymousId);
    writer.jsonText(anonymousId);
  }
  writer.raw(constant.userId);
  writer.jsonText(userId ?? '');
  visitor.written.note(writer, start);
}

/** The end of the message is in it as well. */
function writeSession(writer: ByteWriter, { timeZone, sessionId, sessionStart }: EventRow): void {
  if (
    session.written.isIn(writer) &&
    session.sessionId === sessionId &&
    session.sessionStart === sessionStart &&
    session.timeZone === timeZone
  ) {
    session.written.copy(writer);
    return;
  }
  session.timeZone = timeZone;
  session.sessionId = sessionId;
  session.sessionStart = sessionStart;
  const start = writer.length;
  writer.raw(constant.timezone);
  writer.jsonText(timeZone);
  if (sessionId !== undefined) {
    writer.raw(constant.sessionId);
    if (typeof sessionId === 'number') writer.number(sessionId);
    else writer.jsonText(sessionId);
  }
  if (sessionStart !== undefined) writer.raw(sessionStart ? constant.sessionStart : constant.noSessionStart);
  writer.raw(constant.end);
  session.written.note(writer, start);
}

const textWriter = new ByteWriter();

/** The same as a text. */
export function payloadText(row: EventRow): string {
  textWriter.clear();
  writePayload(textWriter, row);
  return textWriter.bytes.toString('utf8', 0, textWriter.length);
}

function writeWebContext(writer: ByteWriter, row: EventRow): void {
  if (
    page.written.isIn(writer) &&
    page.campaign === row.campaign &&
    page.url === row.url &&
    page.referrer === row.referrer &&
    page.path === row.path
  ) {
    page.written.copy(writer);
    return;
  }
  page.campaign = row.campaign;
  page.path = row.path;
  page.referrer = row.referrer;
  page.url = row.url;
  const start = writer.length;
  if (row.campaign !== undefined) writer.raw(campaignBytes(row.campaign.utm));
  writer.raw(constant.path);
  writer.jsonText(row.path ?? '/');
  writer.raw(constant.referrer);
  writer.jsonText(row.referrer ?? '');
  const url = row.url ?? '';
  const query = url.indexOf('?');
  writer.raw(constant.search);
  writer.jsonText(query === -1 ? '' : url.slice(query));
  writer.raw(constant.url);
  writer.jsonText(url);
  writer.raw(constant.endOfPage);
  page.written.note(writer, start);
}

function writeDevice(writer: ByteWriter, row: EventRow): void {
  writer.raw(constant.device);
  writer.jsonText(row.deviceId);
  writer.raw(constant.deviceName);
  writer.jsonText(row.deviceKind);
  writer.raw(constant.endOfDevice);
}

function writeObject(writer: ByteWriter, entries: EventRow['properties']): void {
  writer.byte(0x7b);
  for (let index = 0; index < entries.length; index++) {
    const [name, value] = entries[index] as (typeof entries)[number];
    if (index > 0) writer.byte(0x2c);
    writer.jsonText(name);
    writer.byte(0x3a);
    if (typeof value === 'number') writer.number(value);
    else writer.jsonText(value);
  }
  writer.byte(0x7d);
}

/** A campaign is one object of the population, so that its bytes are made once. */
const campaigns = new WeakMap<object, Buffer>();

function campaignBytes(utm: Readonly<Record<string, string>>): Buffer {
  let bytes = campaigns.get(utm);
  if (bytes === undefined) {
    // `utm_campaign` is called `name` in the context, and the others lose their prefix.
    const named = Object.entries(utm).map(([key, value]) => {
      const name = key.replace(/^utm_/, '');
      return [name === 'campaign' ? 'name' : name, value];
    });
    bytes = Buffer.from(`,"campaign":${JSON.stringify(Object.fromEntries(named))}`);
    campaigns.set(utm, bytes);
  }
  return bytes;
}

const library = '"library":{"name":"lapse-generate","version":"1"}';

/** What is the same in every message, made once. */
const constant = {
  type: Buffer.from('{"type":'),
  web: Buffer.from(',"channel":"web","messageId":'),
  mobile: Buffer.from(',"channel":"mobile","messageId":'),
  originalTimestamp: Buffer.from(',"originalTimestamp":"'),
  sentAt: Buffer.from('","sentAt":"'),
  afterTimestamp: Buffer.from('"'),
  anonymousId: Buffer.from(',"anonymousId":'),
  userId: Buffer.from(',"userId":'),
  event: Buffer.from(',"event":'),
  name: Buffer.from(',"name":'),
  properties: Buffer.from(',"properties":'),
  webContext: Buffer.from(`,"context":{"app":{"name":"Lapse","version":"1"},${library},"locale":"en-GB"`),
  mobileContext: Buffer.from(
    `,"context":{"app":{"build":"1","name":"Lapse","namespace":"example.lapse","version":"1"},${library},"locale":"en-GB","network":{"bluetooth":false,"carrier":"Lapse","cellular":true,"wifi":true},"os":{"name":"Lapse","version":"1"},"screen":{"density":2,"height":1920,"width":1080}`,
  ),
  traits: Buffer.from(',"traits":{}'),
  path: Buffer.from(',"page":{"path":'),
  referrer: Buffer.from(',"referrer":'),
  search: Buffer.from(',"search":'),
  url: Buffer.from(',"url":'),
  endOfPage: Buffer.from('}'),
  device: Buffer.from(',"device":{"id":'),
  deviceName: Buffer.from(',"manufacturer":"Lapse","model":"Phone","type":"Phone","name":'),
  endOfDevice: Buffer.from('}'),
  timezone: Buffer.from(',"timezone":'),
  sessionId: Buffer.from(',"sessionId":'),
  sessionStart: Buffer.from(',"sessionStart":true'),
  noSessionStart: Buffer.from(',"sessionStart":false'),
  end: Buffer.from('},"integrations":{"All":true}}'),
};
