import type { Alias, Document, Node, YAMLMap } from 'yaml';
import { addAll, didYouMean } from './input-error.js';
import type { YamlFault } from './yaml-faults.js';
import { yamlLibrary } from './yaml-library.js';

/** Looking each up takes the library a walk over all of them, and no hand-written file has as many. */
const maximumAliases = 1_000;

/** Where the aliases of a document lead, and what is wrong with them and with the keys. */
export interface References {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly faults: readonly YamlFault[];
}

/**
 * Follows the aliases of a document, in one walk, and looks for keys that are there twice. The library would find both,
 * but it compares every key of a map with every other, reads an alias of what it stands in for ever, and names no place.
 */
export function followReferences(document: Document): References {
  const { isAlias, isMap, visit } = yamlLibrary();
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const faults: YamlFault[] = [];
  visit(document, {
    Node(_key, node, path) {
      if (isMap(node)) addAll(faults, repeatedKeys(node));
      if (isAlias(node)) {
        const { source } = node;
        const target = anchors.get(source);
        const offset = node.range?.[0] ?? 0;
        if (target === undefined) {
          const known = [...anchors.keys()];
          const message = `no anchor before it is named ${JSON.stringify(source)}${didYouMean(source, known)}`;
          faults.push({ offset, message, allowed: known.length === 0 ? 'no aliases' : known.slice(0, 20).join(', ') });
        } else if (path.includes(target)) {
          faults.push({ offset, message: `the alias ${JSON.stringify(source)} stands within what it stands for` });
        } else targets.set(node, target);
        if (targets.size <= maximumAliases) return undefined;
        faults.push({ offset, message: 'the file has too many aliases', allowed: `at most ${maximumAliases}` });
        return visit.BREAK;
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      return undefined;
    },
  });
  return { targets, faults };
}

function repeatedKeys(map: YAMLMap): YamlFault[] {
  const { isScalar } = yamlLibrary();
  const seen = new Set<string>();
  return map.items.flatMap(({ key }): YamlFault[] => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      { offset: key.range?.[0] ?? 0, message: `the key ${JSON.stringify(name)} is there twice`, allowed: 'once' },
    ];
  });
}
