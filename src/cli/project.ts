import path from 'node:path';
import { loadPolicy } from '../spec/policies.js';
import { configurationName } from './configuration-file.js';
import { standardOf } from './mutant-targets.js';

/** Where the scenarios of a project are, as its folder sees them. */
const scenarioFolder = 'lapse/scenarios';
const deviationFile = 'lapse/deviations.yaml';
/** The id of the scenario that a new project begins with. */
export const exampleId = 'checkout/back-from-payment';

/**
 * The files that a new project begins with, as paths with forward slashes: its configuration, one scenario, and an empty
 * list of known deviations.
 * @param target what is to be judged; it exists
 */
export function projectFiles(target: string): ReadonlyMap<string, string> {
  const { policy, edition } = standardOf(target);
  const { platform } = loadPolicy(policy);
  return new Map([
    [configurationName, configurationText(target, policy, edition)],
    [`${scenarioFolder}/${exampleId}.yaml`, scenarioText(platform)],
    [deviationFile, deviationText(target)],
  ]);
}

function configurationText(target: string, policy: string, edition: string): string {
  const schema = path.posix.join('node_modules', 'lapse', 'spec', 'schemas', 'configuration.schema.json');
  return `# yaml-language-server: $schema=./${schema}
#
# What Lapse does here unless the command line says otherwise. Paths are as seen from the folder of this file.

# What is judged, and by what: lapse list --what targets, --what policies.
target: ${target}
policy: ${policy}
edition: ${edition}

# Your own build; without it, the package that this project has installed, or else the one that Lapse brings along.
# sdk: ./dist/bundle.js
# build: legacy

# Your own scenarios and known deviations, beside those of Lapse; builtIn: false leaves only your own.
builtIn: true
scenarioFolders: [${scenarioFolder}]
deviationFiles: [${deviationFile}]

# The reports of lapse run, and where they go.
reporters: [csv, json, junit]
out: reports/lapse

# What lapse fuzz finds becomes a scenario here, and is played first from then on.
corpus: ${scenarioFolder}/corpus

# The seeds of randomness: inside the page, and of the timelines that lapse fuzz generates.
seeds: { run: 1, fuzz: 1 }

# Real time for one scenario before its SDK counts as hanging; without it, 30s, in a browser 60s.
# timeLimit: 30s

# The Chromium of targets that end in @chromium; without it, the one that is found.
# browserPath: /usr/bin/chromium
`;
}

function scenarioText(platform: string): string {
  return `title: A visitor who comes back from the payment page in time goes on with the session
requirements: [SES-TIMEOUT-004]
platform: ${platform}
steps:
  - load
  - track: Checkout Started
    expect: { session: visit, start: true }
  - wait: timeout - 1m                # whatever the timeout is
  - track: Order Completed
    expect: { session: visit, start: absent }
`;
}

function deviationText(target: string): string {
  return `# What this project knows to fail, and why. An entry needs an id, a requirement, its scenarios, a reason and a date
# by which somebody looks at it again:
#
#   - id: tab-keeps-its-session
#     requirement: SES-TABS-001
#     scenarios: [checkout/two-tabs]
#     reason: The tab is not told of the end of the session in another one.
#     link: https://github.com/example/sdk/issues/1
#     review: 2027-03-01
target: ${target}
deviations: []
`;
}
