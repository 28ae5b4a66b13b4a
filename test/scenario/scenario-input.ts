import type { Case } from '../../src/record/case.js';
import { toCases } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { loadPolicy, type Policy } from '../../src/spec/policies.js';
import { editions, type Registry, type Requirement } from '../../src/spec/requirements.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

export const web = loadPolicy('rudderstack-web');

/** Two requirements that the tests name, independent of the specification. */
export const registry: Registry = {
  byId: new Map(['SES-TIMEOUT-001', 'SES-TIMEOUT-002'].map((id) => [id, requirement(id)])),
  sections: [{ section: 'timeout', title: 'Inactivity' }],
  editions,
};

function requirement(id: string): Requirement {
  return {
    id,
    section: 'timeout',
    level: 'MUST',
    platform: 'web',
    editions,
    basis: 'announced',
    source: ['Announcement'],
    text: 'Some text.',
    why: 'Some reason.',
    place: { file: 'timeout.yaml', line: 1, column: 1 },
  };
}

/** A scenario of some steps; `more` is put in front of them. */
export function scenario(steps: string, more = ''): string {
  return `title: Some title\nrequirements: [SES-TIMEOUT-001]\nplatform: web\n${more}steps:\n${steps}`;
}

/** The cases of one scenario file called `timeout/x`. */
export function casesOf(text: string, policy: Policy = web): Case[] {
  const folder = inputFolder({ 'scenarios/timeout/x.yaml': text });
  return loadScenarioFiles([folder], { registry }).flatMap((file) => toCases(file, policy));
}

/** The only case of a scenario without a matrix. */
export function caseOf(text: string, policy: Policy = web): Case {
  const [only, ...others] = casesOf(text, policy);
  if (only === undefined || others.length > 0) throw new Error('there is not exactly one case');
  return only;
}

/** What is said about a wrong scenario, without the path in front of the line. */
export function faultsOf(text: string, policy: Policy = web): string[] {
  const folder = inputFolder({ 'scenarios/timeout/x.yaml': text });
  const message = inputErrorOf(folder, () =>
    loadScenarioFiles([folder], { registry }).flatMap((file) => toCases(file, policy)),
  );
  return message.replaceAll('scenarios/timeout/x.yaml:', '').split('\n');
}
