import { describe, expect, test } from 'vitest';
import { type AreaChange, StorageEvents, type StorageListener } from '../../../src/target/jsdom/storage-events.js';
import { drainMicrotasks } from '../../../src/time/stepped-clock.js';

const change = (key: string | null): AreaChange => ({
  area: 'localStorage',
  key,
  oldValue: null,
  newValue: null,
  url: 'https://shop.example/',
});

function setUp() {
  const events = new StorageEvents();
  const told: string[] = [];
  const page = (name: string, client = name, then: () => void = () => {}): StorageListener => ({
    client,
    storageChanged({ key }) {
      told.push(`${name} ${key}`);
      then();
    },
  });
  return { events, told, page };
}

describe('changes of storage', () => {
  test('reach all pages but the writer, after the writing script', async () => {
    const { events, told, page } = setUp();
    const [one, two, three] = [page('one'), page('two'), page('three')];
    for (const each of [one, two, three]) events.join(each);
    events.post(change('a'), one);
    events.post(change('b'), two);
    expect([told, events.pending]).toEqual([[], 2]);
    await drainMicrotasks();
    expect(told).toEqual(['two a', 'three a', 'one b', 'three b']);
    expect(events.pending).toBe(0);
  });

  test('do not reach a page that has gone or come meanwhile', async () => {
    const { events, told, page } = setUp();
    const [one, two] = [page('one'), page('two')];
    events.join(one);
    events.post(change('a'));
    events.leave(one);
    events.join(two);
    await drainMicrotasks();
    expect(told).toEqual([]);
  });

  test('concern others as soon as and as long as there are any', () => {
    const { events, page } = setUp();
    const [one, two] = [page('one'), page('two')];
    expect(events.hasOthers(one)).toBe(false);
    events.join(one);
    expect([one, two].map((each) => events.hasOthers(each))).toEqual([false, true]);
    events.join(two);
    expect([one, two].map((each) => events.hasOthers(each))).toEqual([true, true]);
    events.leave(one);
    expect([one, two].map((each) => events.hasOthers(each))).toEqual([true, false]);
  });

  test('of an area that one tab has reach its page only', async () => {
    const { events, told, page } = setUp();
    for (const name of ['one', 'two']) events.join(page(name));
    events.post(change(null), undefined, 'two');
    await drainMicrotasks();
    expect(told).toEqual(['two null']);
  });

  test('that a page makes when it is told of one are told as well', async () => {
    const { events, told, page } = setUp();
    const answering: StorageListener = page('one', 'one', () => events.post(change('answer'), answering));
    events.join(answering);
    events.join(page('two'));
    events.post(change('question'));
    await drainMicrotasks();
    expect(told).toEqual(['one question', 'two question', 'two answer']);
  });
});
