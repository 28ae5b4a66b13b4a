import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/spec/package-root.js';
import { startLapse } from '../../promises/command-line.js';
import { DebuggerClient } from '../../promises/debugger-client.js';
import { getSessionId, load, timeline, track, wait } from '../timeline.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Minified files are one line, so the columns of the first line are those that count.
const sdk = `class RudderAnalytics { load() { Promise.reject(new Error('late')); } getSessionId() { return 1; } } module.exports = { RudderAnalytics };
//# ${'sourceMappingURL'}=sdk.cjs.map
`;

/** A program that plays a timeline under the debugger and prints its trace, and then one that is played as ever. */
function program(file: string): string {
  const target = pathToFileURL(path.join(packageRoot, 'dist', 'target', 'jsdom', 'inspected-target.js')).href;
  const inspected = timeline([load(), wait(1_000), getSessionId], 'inspected');
  return `
    import { InspectedTarget } from ${JSON.stringify(target)};
    const others = { description: {}, play: async ({ id }) => ({ timeline: id }), close: async () => console.log('closed') };
    const setup = { target: 'rudderstack-js', file: ${JSON.stringify(file)}, seed: 1, detailed: false };
    const onListening = (url) => console.log('listening at ' + url);
    const inspection = { timeline: 'inspected', step: 0, port: 0, onListening };
    const target = new InspectedTarget(others, setup, inspection);
    const { entries } = await target.play(${JSON.stringify(inspected)});
    console.log(JSON.stringify(entries.map(({ kind, step, text, value }) => [step, kind, text ?? value])));
    console.log(JSON.stringify(await target.play(${JSON.stringify(timeline([track()], 'another'))})));
    await target.close();
  `;
}

const topFrame = ({ callFrames }: Record<string, unknown>) => (Array.isArray(callFrames) ? callFrames[0] : undefined);
const scriptOf = (paused: Record<string, unknown>): unknown => topFrame(paused)?.location.scriptId;

test('a debugger sees the script at its address with its source map, and every position is that of the file', async () => {
  const [file, main] = [path.join(folder, 'sdk.cjs'), path.join(folder, 'main.mjs')];
  writeFileSync(file, sdk);
  writeFileSync(main, program(file));
  const running = startLapse([], { main });
  const [, url = ''] = await running.until(/listening at (ws:\/\/127\.0\.0\.1:\d+\/\S+)/);
  const client = await DebuggerClient.attach(url);
  await client.start();
  const script = await client.event('Debugger.scriptParsed', (parsed) => parsed.url === pathToFileURL(file).href);
  expect(script).toMatchObject({ sourceMapURL: 'sdk.cjs.map' });
  const first = await client.event('Debugger.paused');
  const lapseScript = await client.event('Debugger.scriptParsed', (parsed) => parsed.url === 'lapse-step-1.js');
  expect(scriptOf(first)).toBe(lapseScript.scriptId);
  // The file is known before any page runs it, so that breakpoints can be set.
  const position = { lineNumber: 0, columnNumber: sdk.indexOf('Promise.reject') };
  await client.send('Debugger.setBreakpointByUrl', { url: script.url, ...position });
  await client.send('Debugger.resume');
  const second = await client.event('Debugger.paused');
  expect(topFrame(second)).toMatchObject({
    functionName: 'load',
    location: { scriptId: script.scriptId, ...position },
  });
  await client.send('Debugger.resume');
  await running.until(/closed/);
  client.detach();
  const { code, stdout } = await running.outcome;
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(1)).toEqual([
    '[[0,"step",null],[0,"log","Uncaught (in promise) late"],[1,"step",null],[2,"step",null],[2,"return",1]]',
    '{"timeline":"another"}',
    'closed',
    '',
  ]);
});
