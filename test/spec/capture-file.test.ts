import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { captureHead } from '../../src/record/capture.js';
import { readCapture } from '../../src/spec/capture-file.js';
import { withFolder } from '../promises/command-line.js';

test('a capture is read, and what is wrong with it is named with its line', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'a.ndjson');
    const read = (text: string) => {
      writeFileSync(file, text);
      return readCapture(file);
    };
    expect(read(captureHead('0.1.0'))).toMatchObject({ capture: { lapseVersion: '0.1.0', requests: [] } });
    expect(read(`${captureHead('0.1.0')}{"arr`)).toMatchObject({
      warning: 'line 2 is cut off and left out: the recording was killed',
    });
    const allowed = 'allowed: a file *.ndjson that lapse collect wrote';
    expect(() => read(`${captureHead('0.1.0')}{}\n`)).toThrow(
      `a.ndjson:2:1: line 2 has the arrivedMs undefined; ${allowed}`,
    );
    expect(() => read('')).toThrow(`a.ndjson is empty; ${allowed}`);
    expect(() => read('x')).toThrow(`a.ndjson is no capture; ${allowed}`);
    expect(() => readCapture(folder)).toThrow('cannot be read: it is a folder (EISDIR)');
  });
});
