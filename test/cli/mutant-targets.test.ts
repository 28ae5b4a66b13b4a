import { describe, expect, test } from 'vitest';
import { checkAnyTarget, chooseAnySdk, openAnyTarget, standardOf } from '../../src/cli/mutant-targets.js';
import { allMutants } from '../../src/mutants/museum/index.js';
import { faultOf } from '../../src/mutants/score.js';
import { inputErrorOf } from '../spec/input-folder.js';

const options = { edition: '2026-11', seed: 1 };
const [mutant] = allMutants;
if (mutant === undefined) throw new Error('the museum is empty');
const name = `mutant:${mutant.id}`;

describe('a mutant as a target', () => {
  test('is opened by its name, and is judged by its family', () => {
    expect(() => checkAnyTarget(name)).not.toThrow();
    expect(openAnyTarget(name, options).description).toMatchObject({ name, environment: 'mutant', executed: false });
    expect(standardOf(name)).toEqual({ policy: mutant.family, edition: faultOf(mutant).edition });
  });

  test('of another name there is none', () => {
    const allowed = 'mutant: and an id that lapse list --what mutants shows';
    const message = `unknown target "${name}x" (did you mean "${name}"?); allowed: ${allowed}`;
    expect(inputErrorOf(undefined, () => checkAnyTarget(`${name}x`))).toBe(message);
    expect(inputErrorOf(undefined, () => openAnyTarget(`${name}x`, options))).toBe(message);
  });

  test('runs no SDK that could be chosen or looked into', async () => {
    expect(await chooseAnySdk(name, {})).toBeUndefined();
    await expect(chooseAnySdk(name, { sdk: 'sdk.js' })).rejects.toThrow(`--sdk chooses an SDK, and the target ${name}`);
    const inspection = { timeline: 'timeout/within', step: 0, port: 0, onListening: () => {} };
    expect(inputErrorOf(undefined, () => openAnyTarget(name, { ...options, inspection }))).toContain('to inspect');
  });
});

describe('any other target', () => {
  test('is opened and judged as ever', async () => {
    const engine = 'reference:announcement-web';
    expect(() => checkAnyTarget(engine)).not.toThrow();
    expect(openAnyTarget(engine, options).description).toMatchObject({ name: engine, environment: 'engine' });
    expect(standardOf(engine)).toEqual({ policy: 'announcement-web', edition: '2022-12' });
    expect(standardOf('rudderstack-js')).toEqual({ policy: 'rudderstack-web', edition: '2026-11' });
    expect(await chooseAnySdk(engine, {})).toBeUndefined();
    await expect(chooseAnySdk(engine, { sdk: 'sdk.js' })).rejects.toThrow('--sdk chooses an SDK');
    expect(inputErrorOf(undefined, () => checkAnyTarget('nothing'))).toContain('unknown target "nothing"');
  });
});
