import { describe, expect, test } from 'vitest';
import { adapterCommands, adapterFiles, adapterLanguages } from '../../src/cli/adapter-files.js';
import { allCapabilities } from '../../src/target/index.js';

describe.each(adapterLanguages)('an adapter that is begun in %s', (language) => {
  const text = [...adapterFiles(language)].filter(([name]) => /^adapter\./i.test(name)).map(([, content]) => content);

  test('is one file with all five commands, a place for the SDK, and capabilities that there are', () => {
    expect(text).toHaveLength(1);
    const [adapter = ''] = text;
    for (const command of ['hello', 'open', 'clock', 'step']) expect(adapter.toLowerCase()).toContain(command);
    expect(adapter.match(/your SDK goes in/gi)?.length).toBeGreaterThan(1);
    const [, listed = ''] = /"?capabilities"?[:,] (?:List\.of)?[[(]([^\])]*)/.exec(adapter) ?? [];
    const capabilities = listed.split(',').map((each) => each.replace(/['"\s]/g, ''));
    expect(capabilities).toEqual(['load', 'track']);
    expect(allCapabilities).toEqual(expect.arrayContaining(capabilities));
  });

  test('is small', () => {
    expect((text[0] ?? '').split('\n').length).toBeLessThan(130);
  });
});

describe('the commands of a new adapter', () => {
  test('are those of its language, from where somebody works', () => {
    expect(adapterCommands('python', '.')).toEqual({ start: 'python3 adapter.py' });
    expect(adapterCommands('typescript', 'test/lapse')).toEqual({ start: 'node test/lapse/adapter.mjs' });
    expect(adapterCommands('java', '.')).toEqual({ build: 'javac -d build *.java', start: 'java -cp build Adapter' });
    expect(adapterCommands('java', 'a')).toEqual({
      build: 'javac -d a/build a/*.java',
      start: 'java -cp a/build Adapter',
    });
  });

  test('have quotes around a folder that a shell would take apart', () => {
    expect(adapterCommands('python', "it's mine").start).toBe("python3 'it'\\''s mine/adapter.py'");
    expect(adapterCommands('java', 'my sdk').build).toBe("javac -d 'my sdk/build' 'my sdk'/*.java");
  });
});
