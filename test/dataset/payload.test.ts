import { describe, expect, test } from 'vitest';
import { userGenerator as usersOf } from '../../src/dataset/generate-user.js';
import { payloadText, writePayload } from '../../src/dataset/payload.js';
import { listPopulations, populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { messageIdOf } from '../../src/dataset/rows.js';
import { ByteWriter } from '../../src/record/byte-writer.js';
import { validateMessage } from '../../src/wire/validate.js';
import { population, userGenerator } from '../fixtures/dataset/small-generator.mjs';

const generate = userGenerator(population, { seed: 3, days: 30 });
const events = Array.from({ length: 60 }, (_, number) => generate(number).events).flat();

describe('a payload', () => {
  test('is valid, for every type and channel', () => {
    const sound = events.filter(({ sessionId }) => typeof sessionId !== 'string');
    expect(new Set(sound.map(({ type, channel }) => `${type} ${channel}`)).size).toBe(6);
    for (const row of sound) expect(validateMessage(JSON.parse(payloadText(row)))).toEqual([]);
  });

  test('says what the row says', () => {
    for (const row of events) {
      const message = JSON.parse(payloadText(row));
      expect(message).toMatchObject({
        type: row.type,
        channel: row.channel,
        messageId: messageIdOf(row),
        anonymousId: row.anonymousId,
        userId: row.userId ?? '',
        originalTimestamp: new Date(row.originalTimestampMs).toISOString(),
        sentAt: new Date(row.sentAtMs).toISOString(),
        context: { timezone: row.timeZone },
      });
      expect(message.context.sessionId).toEqual(row.sessionId);
      expect(message.context.sessionStart).toEqual(row.sessionStart);
      expect(message.context.page?.url).toBe(row.url);
      expect(row.type === 'track' ? message.event : (message.name ?? '')).toBe(row.name);
      if (row.type !== 'identify') expect(message.properties).toEqual(Object.fromEntries(row.properties));
      const campaign = { source: 'mail', name: 'spring, "26"', id: '7' };
      const isTold = row.campaign !== undefined && row.channel === 'web';
      expect(message.context.campaign).toEqual(isTold ? campaign : undefined);
    }
  });

  test('has the query of the address, and of a text for an id what a faulty SDK sent', () => {
    const web = events.find(({ channel }) => channel === 'web');
    const faulty = events.find(({ sessionId }) => typeof sessionId === 'string');
    expect(JSON.parse(payloadText(web ?? never())).context.page.search).toBe('?utm_source=mail');
    expect(JSON.parse(payloadText(faulty ?? never())).context.sessionId).toBe(faulty?.sessionId);
  });

  test('lacks an id that was taken away', () => {
    const [row = never()] = events;
    expect(JSON.parse(payloadText({ ...row, anonymousId: '' }))).not.toHaveProperty('anonymousId');
    expect(JSON.parse(payloadText({ ...row, sessionStart: false })).context.sessionStart).toBe(false);
  });

  test('is the same as bytes', () => {
    const writer = new ByteWriter(1);
    for (const row of events) writePayload(writer, row);
    expect(writer.take().toString()).toBe(events.map(payloadText).join(''));
  });
});

describe('the payloads of a population that comes with Lapse', () => {
  test.each(listPopulations())('are valid, but for ids that were taken away or spoilt: %s', (id) => {
    const ofPreset = usersOf(readPopulation(populationFile(id)), { seed: 7, days: 10 });
    let count = 0;
    for (let number = 0; number < 12; number++) {
      for (const row of ofPreset(number).events) {
        if (row.dirt.missingId || row.dirt.faultySdk) continue;
        expect(validateMessage(JSON.parse(payloadText(row)))).toEqual([]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(10);
  });
});

function never(): never {
  throw new Error('there is none');
}
