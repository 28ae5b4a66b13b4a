import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { faketimeInstallation, findFaketime } from '../../../src/target/process/faketime-library.js';

function folderWith(file: string): { readonly folder: string; readonly library: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const library = path.join(folder, file);
  mkdirSync(path.dirname(library), { recursive: true });
  writeFileSync(library, '');
  return { folder, library };
}

describe('where libfaketime is', () => {
  test.each([
    'faketime/libfaketime.so.1',
    'riscv64-linux-gnu/faketime/libfaketime.so.1',
    'faketime/libfaketime.1.dylib',
  ])('in %s of a folder of libraries', (file) => {
    const { folder, library } = folderWith(file);
    expect(findFaketime({}, ['/nowhere', folder])).toBe(library);
  });

  test('where somebody says that it is, and nowhere else then', () => {
    const { folder, library } = folderWith('faketime/libfaketime.so.1');
    expect(findFaketime({ LAPSE_FAKETIME: library }, [])).toBe(library);
    expect(findFaketime({ LAPSE_FAKETIME: path.relative(process.cwd(), library) }, [])).toBe(library);
    expect(() => findFaketime({ LAPSE_FAKETIME: '/nowhere' }, [folder])).toThrow(
      'LAPSE_FAKETIME is "/nowhere", which does not exist; allowed: the path of libfaketime',
    );
  });

  test('nowhere, and then there is a command that installs it', () => {
    expect(findFaketime({}, ['/nowhere'])).toBeUndefined();
    expect(faketimeInstallation('linux')).toBe('sudo apt-get install libfaketime');
    expect(faketimeInstallation('darwin')).toBe('brew install libfaketime');
  });
});
