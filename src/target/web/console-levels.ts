/** The methods of a console, and as what level each line counts. */
export const consoleLevels = [
  ['debug', 'debug'],
  ['log', 'info'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
] as const;
