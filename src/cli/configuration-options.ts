/** For yargs; every command has these. */
export const configurationOptions = {
  config: {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'lapse.config.yaml here or in a folder above',
    describe: 'File with the settings of a project (see lapse init)',
  },
  'no-config': { type: 'boolean', default: false, describe: 'Leave it alone: only the command line counts' },
} as const;
