/** One scenario that is expanded into so many. */
export function manyScenarios(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `n${index}`);
  return [
    'title: The first event opens a session',
    'requirements: [SES-START-001]',
    'platform: web',
    'matrix:',
    `  name: [${names.join(', ')}]`,
    'steps:',
    '  - load',
    `  - track: \${name}`,
    '    expect: { session: first, start: true }',
    '',
  ].join('\n');
}
