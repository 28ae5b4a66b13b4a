import { describe, expect, test } from 'vitest';
import { type Branch, branches } from '../../src/engine/branches.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { filesBelow } from '../house/source-files.js';

const all = Object.entries<Branch>(branches);

describe('the branches of the engine', () => {
  test('name requirements that exist, or rest on a policy alone', () => {
    const { byId } = loadRequirements();
    const unknown = all.flatMap(([id, { requirements }]) =>
      requirements.filter((each) => !byId.has(each)).map((each) => `${id}: ${each}`),
    );
    expect(unknown).toEqual([]);
  });

  test('ask for policy values that there are', () => {
    const keys = Object.keys(loadPolicy('rudderstack-web').values);
    expect(all.flatMap(([, { given = {} }]) => Object.keys(given)).filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('say in a few words what happens, each in others', () => {
    const texts = all.map(([, { text }]) => text);
    expect(texts.filter((text) => !/^[a-z].{15,70}[a-zA-Z]$/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('are each marked somewhere: by their name, or by a name of which the policy is a part', () => {
    const code = filesBelow(['src/engine'], /\.ts$/)
      .filter(({ name }) => name !== 'src/engine/branches.ts')
      .map(({ text }) => text)
      .join('\n');
    const marked = (id: string): boolean => {
      const [family = '', rest = ''] = id.split('/');
      const prefixes = [`${family}/`, ...(rest.includes('-') ? [`${family}/${rest.split('-')[0]}-`] : [])];
      return code.includes(`'${id}'`) || prefixes.some((prefix) => code.includes(`\`${prefix}\${`));
    };
    expect(all.map(([id]) => id).filter((id) => !marked(id))).toEqual([]);
  });
});
