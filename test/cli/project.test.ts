import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withConfiguration } from '../../src/cli/configuration.js';
import { configurationName, readConfiguration } from '../../src/cli/configuration-file.js';
import { benchOf, loadCases } from '../../src/cli/options.js';
import { exampleId, projectFiles } from '../../src/cli/project.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { inputFolder } from '../spec/input-folder.js';

test('the configuration of a new project is the one that the documentation shows', () => {
  const shown = readFileSync(path.join(packageRoot, 'docs', 'project.md'), 'utf8');
  expect(shown).toContain(`\`\`\`yaml\n${projectFiles('rudderstack-js').get(configurationName)}\`\`\`\n`);
});

// Each is of another platform, policy or edition.
describe.each([
  'rudderstack-js',
  'reference:announcement-mobile',
  'model:rudderstack-ios',
  'mutant:a-day-is-the-longest',
])('a new project for %s', (target) => {
  const files = Object.fromEntries(projectFiles(target));

  test('has files that are all valid, and an example that applies', () => {
    const folder = inputFolder(files);
    const config = path.join(folder, configurationName);
    const { configuration } = readConfiguration(config);
    expect(configuration).toMatchObject({ target, builtIn: true, reporters: ['csv', 'json', 'junit'] });
    const names = ['target', 'policy', 'edition', 'scenarioFolders', 'deviationFiles'] as const;
    const given = withConfiguration({ config }, () => true, names);
    const bench = benchOf(given);
    const scenarios = path.join(folder, 'lapse', 'scenarios');
    const [example, ...others] = loadCases([exampleId], bench, undefined, [scenarios]);
    expect(others).toEqual([]);
    expect(example?.id).toBe(exampleId);
    expect(bench.policy.platform).toBe(example?.platform);
  });
});
