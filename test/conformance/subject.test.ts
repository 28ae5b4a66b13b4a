import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSubject, type SdkFactory } from '../../src/conformance/subject.js';
import { InputError } from '../../src/spec/input-error.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { SpoiltTarget } from '../suite/targets.js';

const script = path.join(packageRoot, 'test', 'fixtures', 'sdks', 'plain.cjs');

async function open(factory: SdkFactory, given: Record<string, unknown> = {}) {
  const options = { edition: '2026-11', seed: 1 };
  const subject = await openSubject(factory, { target: 'rudderstack-js', ...given }, options);
  await subject.target.close();
  return subject;
}

describe('what a factory gives', () => {
  test('may be the path of a script, now or later', async () => {
    const { target, sdk, isOwn } = await open(async () => script);
    expect(target.description).toMatchObject({ name: 'rudderstack-js', variant: 'plain.cjs' });
    expect({ again: sdk?.again, isOwn }).toEqual({ again: script, isOwn: false });
  });

  test('may be the name of a build, of what is installed', async () => {
    expect((await open(() => ({ build: 'legacy' }))).target.description.variant).toBe('legacy');
  });

  test('may be nothing, and then the configuration says what it is', async () => {
    const { target } = await open(() => ({}), { sdk: script });
    expect(target.description.variant).toBe('plain.cjs');
    // A build of the package that the configuration names is none of another one.
    const other = await open(() => script, { sdk: '@rudderstack/analytics-js', build: 'legacy' });
    expect(other.target.description.variant).toBe('plain.cjs');
  });

  test('may be a target of its own, whatever it is called', async () => {
    const own = new SpoiltTarget();
    expect(await open(() => own)).toEqual({ target: own, isOwn: true });
    expect(own.closed).toBe(true);
  });

  test('is told if it is not there', async () => {
    await expect(open(() => './nowhere.js')).rejects.toThrow(InputError);
    await expect(open(() => Promise.reject(new Error('not built')))).rejects.toThrow('not built');
  });
});
