import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';

const model = readFileSync(join(packageRoot, 'spec', 'MODEL.md'), 'utf8');
const { byId } = loadRequirements();
const policyKeys = Object.keys(loadPolicy('rudderstack-web').values);

const found = (pattern: RegExp, text = model): string[] => [...text.matchAll(pattern)].map(([, group = '']) => group);

describe('the model', () => {
  test('mentions only requirements that exist', () => {
    const ids = found(/(SES-\w+(?:-\w+)*)/g);
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !byId.has(id))).toEqual([]);
  });

  test('mentions, in code font, only policy keys that exist, the calls of an SDK and the two rules of the editions', () => {
    const other = ['src/engine/', 'beginsAt', 'loadIsActivity', 'getSessionId', 'startSession', 'reset', 'identify'];
    const values = [
      'every-event',
      'first-event',
      'initialisation',
      'requirements/',
      'policies/',
      'GLOSSARY.md',
      'SES-…',
    ];
    const prose = model.replaceAll(/```[\s\S]*?```/g, '');
    const names = found(/`([^`]+)`/g, prose);
    expect(names.filter((name) => ![...policyKeys, ...other, ...values].includes(name))).toEqual([]);
  });

  test('mentions every policy key, for each decides something', () => {
    expect(policyKeys.filter((key) => !model.includes(`\`${key}\``))).toEqual([]);
  });

  test('draws exactly the states that its table explains', () => {
    const drawn = found(/state "([^"]+)" as \w+/g);
    const states = model.split('## States')[1]?.split('```mermaid')[0] ?? '';
    const explained = found(/^\| (\w[\w ]*?) +\|/gm, states).filter((state) => state !== 'state');
    expect(drawn).toEqual(explained);
    const names = found(/state "[^"]+" as (\w+)/g);
    const ends = [...found(/^ {2}(\w+) -->/gm), ...found(/--> (\w+):/g)];
    expect(new Set(ends)).toEqual(new Set(names));
  });
});
