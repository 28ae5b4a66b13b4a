import { displayPath, type InputProblem } from './input-error.js';
import { type ParsedTexts, readParsedTexts } from './parsed-texts.js';
import { parseYaml, type YamlFile } from './yaml-file.js';
import { readTextFile } from './yaml-text.js';

let parsedTexts: ParsedTexts | undefined;

/** Reads a file; what is wrong with it is added to `problems`, and the result is then `undefined`. */
export function readYamlFile(file: string, problems: InputProblem[]): YamlFile | undefined {
  const text = readTextFile(file, problems);
  if (text === undefined) return undefined;
  parsedTexts ??= readParsedTexts(new URL('../parsed-texts.tsv', import.meta.url));
  const shown = displayPath(file);
  return parsedTexts.find(text, shown) ?? parseYaml(text, shown, problems);
}
