import path from 'node:path';
import { answerPage, type Origin } from '../../dataset/answers/answer-page.js';
import { answers } from '../../dataset/answers/index.js';
import { sampleCsv } from '../../dataset/answers/sample.js';
import { userGenerator } from '../../dataset/generate-user.js';
import { populationFile } from '../../dataset/population-files.js';
import { readPopulation } from '../../dataset/read-population.js';
import type { UserData } from '../../dataset/rows.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { didYouMean, InputError } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { optionalTextOf, textOf, wholeNumberOf } from '../given.js';

const names = answers.map(({ population }) => population);

/** Answers the question of a population with data that is made for it; the pages of the documentation are made so. */
export const answerCommand: Command = {
  usage: 'answer [population]',
  describe: 'Answer the question of a population that comes with Lapse, with generated data',
  examples: [
    ['$0 answer health-shop', 'the page of the documentation'],
    ['$0 answer health-shop --seed 8', 'the same with other users: do the figures hold?'],
    ['$0 answer --out docs/datasets', 'all pages with plots and samples'],
  ],
  options: (yargs) =>
    yargs
      .positional('population', { describe: `Which one: ${names.join(', ')}; default: all`, type: 'string' })
      .options({
        seed: { type: 'string', default: '7', requiresArg: true, describe: 'Decides every draw' },
        users: { type: 'string', requiresArg: true, describe: 'How many; default: enough for steady figures' },
        out: {
          type: 'string',
          requiresArg: true,
          describe: 'A folder for the page, its plots and a sample; default: print the page',
        },
      }),
  async run(given) {
    const name = optionalTextOf(given, 'population');
    const chosen = answers.filter(({ population }) => name === undefined || population === name);
    if (chosen.length === 0) {
      const message = `nothing is asked of ${JSON.stringify(name)}${didYouMean(textOf(given, 'population'), names)}`;
      throw new InputError([{ message, allowed: names.join(', ') }]);
    }
    const seed = wholeNumberOf(given, 'seed', 0, 0xffff_ffff);
    const users = given.users === undefined ? undefined : wholeNumberOf(given, 'users', 1, 10_000_000);
    const out = optionalTextOf(given, 'out');
    if (out !== undefined) {
      for (const folder of ['', 'plots', 'samples']) prepareFolder(path.join(out, folder));
    }
    for (const answer of chosen) {
      const files = filesOf(answer, { seed, users: users ?? answer.users, days: answer.days });
      if (out === undefined) environment.out(files.get(`${answer.population}.md`) ?? '');
      else writeReports(out, files);
    }
    return exitCodes.conforms;
  },
};

/** The page, its plots and the sample. */
function filesOf(answer: (typeof answers)[number], origin: Origin): Map<string, string> {
  const population = readPopulation(populationFile(answer.population));
  const generate = userGenerator(population, origin);
  const inquiry = answer.inquire(population);
  function* made(): Generator<UserData> {
    for (let user = 0; user < origin.users; user++) yield generate(user);
  }
  for (const user of made()) inquiry.add(user);
  return new Map([
    ...answerPage(answer, population, inquiry.answer(), origin),
    [`samples/${answer.population}.csv`, sampleCsv(population, made())],
  ]);
}
