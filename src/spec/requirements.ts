import { basename, join } from 'node:path';
import type { Place } from '../record/case.js';
import type { Platform } from '../record/trace.js';
import type { Basis, Level } from '../record/verdict.js';
import { addAll, didYouMean, type InputProblem, throwProblems } from './input-error.js';
import { packageRoot } from './package-root.js';
import { readYamlFile } from './read-yaml-file.js';
import { validateAgainst } from './schemas.js';
import { yamlFilesIn } from './yaml-files.js';

/** The sections of the specification, in the order in which they are read. Each is one file of its name. */
export const sections = [
  'config',
  'timeout',
  'id',
  'start',
  'context',
  'manual',
  'reset',
  'identify',
  'persistence',
  'tabs',
  'consent',
  'cut-off',
  'wire',
  'clock',
  'lifecycle',
] as const;
export type Section = (typeof sections)[number];

/** The editions, oldest first: the announcement of 2022 and the documentation of 2026. */
export const editions = ['2022-12', '2026-11'] as const;

export const defaultEdition = '2026-11';

/** The edition by which a policy is judged unless another is asked for: what was announced, by what was announced. */
export function editionOf(policy: string): string {
  return policy.startsWith('announcement-') ? '2022-12' : defaultEdition;
}

/** One normative sentence. */
export interface Requirement {
  /** `SES-<PREFIX>-<three digits>`; all of one section share the prefix. */
  readonly id: string;
  readonly section: Section;
  readonly level: Level;
  readonly platform: Platform | 'any';
  /** The editions that contain it. */
  readonly editions: readonly string[];
  readonly basis: Basis;
  readonly source: readonly string[];
  readonly text: string;
  readonly why: string;
  /** Why it is not tested, if it is not. */
  readonly excluded?: string;
  readonly place: Place;
}

export interface Registry {
  /** In the order of the sections, and within a section in the order of its file. */
  readonly byId: ReadonlyMap<string, Requirement>;
  /** The sections that have requirements, in their fixed order. */
  readonly sections: readonly { readonly section: Section; readonly title: string }[];
  readonly editions: readonly string[];
}

/** The shape of a file that its schema accepts. */
interface RequirementFile {
  readonly section: Section;
  readonly title: string;
  readonly requirements: readonly (Omit<Requirement, 'section' | 'source' | 'place'> & {
    readonly source: string | readonly string[];
  })[];
}

/**
 * Reads all requirements.
 * @param folder holds one YAML file per section
 * @throws InputError with the problems of all files: wrong shape, an id twice, two prefixes in one section, a section
 * in a file of another name
 */
export function loadRequirements(folder: string = join(packageRoot, 'spec', 'requirements')): Registry {
  const problems: InputProblem[] = [];
  const titles = new Map<Section, string>();
  const requirements: Requirement[] = [];
  for (const file of yamlFilesIn(folder)) {
    const yaml = readYamlFile(file, problems);
    if (yaml === undefined) continue;
    const faults = validateAgainst('requirement', yaml);
    addAll(problems, faults);
    if (faults.length > 0) continue;
    // The schema has just accepted this shape.
    const content = yaml.value as RequirementFile;
    const expected = basename(file).replace(/\.ya?ml$/, '');
    if (content.section !== expected) {
      problems.push({
        place: yaml.locate(['section']),
        message: `section is ${JSON.stringify(content.section)} in a file named ${JSON.stringify(basename(file))}`,
        allowed: expected,
      });
    }
    titles.set(content.section, content.title);
    const sharedPrefix = prefixOf(content.requirements[0]?.id ?? '');
    for (const [index, { source, ...rest }] of content.requirements.entries()) {
      const place = yaml.locate(['requirements', index, 'id']);
      if (prefixOf(rest.id) !== sharedPrefix) {
        problems.push({
          place,
          message: `id ${JSON.stringify(rest.id)} does not begin like the others of its section`,
          allowed: `${sharedPrefix}-…`,
        });
      }
      requirements.push({
        ...rest,
        section: content.section,
        source: typeof source === 'string' ? [source] : source,
        place,
      });
    }
  }
  addAll(problems, findRepetitions(requirements));
  throwProblems(problems);
  const inOrder = sections.flatMap((section) => requirements.filter((requirement) => requirement.section === section));
  return {
    byId: new Map(inOrder.map((requirement) => [requirement.id, requirement])),
    sections: sections.flatMap((section) => {
      const title = titles.get(section);
      return title === undefined ? [] : [{ section, title }];
    }),
    editions,
  };
}

/** The problem of naming a requirement that does not exist, or `undefined` if it exists. */
export function unknownRequirement(id: string, registry: Registry, place: Place): InputProblem | undefined {
  if (registry.byId.has(id)) return undefined;
  const known = [...registry.byId.keys()];
  const message = `unknown requirement ${JSON.stringify(id)}${didYouMean(id, known)}`;
  return { place, message, allowed: 'an id that lapse list --what requirements shows' };
}

function prefixOf(id: string): string {
  return id.split('-').slice(0, 2).join('-');
}

function findRepetitions(requirements: readonly Requirement[]): InputProblem[] {
  const first = new Map<string, Place>();
  return requirements.flatMap(({ id, place }) => {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, place);
    const message = `id ${JSON.stringify(id)} is taken, by ${earlier?.file}:${earlier?.line}`;
    return earlier === undefined ? [] : [{ place, message }];
  });
}
