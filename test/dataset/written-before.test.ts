import { expect, test } from 'vitest';
import { WrittenBefore } from '../../src/dataset/written-before.js';
import { ByteWriter } from '../../src/record/byte-writer.js';

test.each(['short', 'a text that is longer than what is copied by hand'])('writes %s again', (text) => {
  const writer = new ByteWriter(1);
  const before = new WrittenBefore();
  expect(before.isIn(writer)).toBe(false);
  writer.text('x');
  const start = writer.length;
  writer.text(text);
  before.note(writer, start);
  writer.text('y');
  before.copy(writer);
  before.copy(writer);
  expect(before.isIn(writer)).toBe(true);
  expect(before.isIn(new ByteWriter(1))).toBe(false);
  expect(writer.take().toString()).toBe(`x${text}y${text}${text}`);
});

test.each([(writer: ByteWriter) => void writer.take(), (writer: ByteWriter) => writer.clear()])(
  'knows when the bytes are gone',
  (remove) => {
    const writer = new ByteWriter(1);
    const before = new WrittenBefore();
    writer.text('abc');
    before.note(writer, 0);
    remove(writer);
    expect(before.isIn(writer)).toBe(false);
  },
);
