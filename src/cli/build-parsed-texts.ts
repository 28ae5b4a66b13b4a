import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../spec/package-root.js';
import { writtenTexts } from '../spec/parsed-texts.js';
import { parseYaml, type YamlFile } from '../spec/yaml-file.js';

/** A part of the build: it parses all scenarios and the specification, so that no command has to. */
export function parsedTextsBelow(folders: readonly string[]): string {
  return writtenTexts(
    folders
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
      )
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .flatMap((file): (readonly [string, YamlFile])[] => {
        const text = readFileSync(file, 'utf8');
        // What is wrong is told to whoever reads it.
        const yaml = parseYaml(text, file, []);
        return yaml === undefined ? [] : [[text, yaml]];
      }),
  );
}

if (process.argv[1] === import.meta.filename) {
  const folders = ['scenarios', 'spec'].map((name) => path.join(packageRoot, name));
  writeFileSync(path.join(packageRoot, 'dist', 'parsed-texts.tsv'), parsedTextsBelow(folders));
}
