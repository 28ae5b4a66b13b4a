import { expect, test } from 'vitest';
import type { Answer } from '../../../src/dataset/answers/answer.js';
import { answerPage } from '../../../src/dataset/answers/answer-page.js';
import { shop } from '../shop.js';

const answer: Answer = { population: 'shop', users: 10, days: 3, inquire: () => ({ add() {}, answer: () => [] }) };
const part = {
  title: 'A part',
  text: ['What was found.'],
  columns: [
    { title: 'who', kind: 'text' as const },
    { title: 'how much', kind: 'share' as const },
  ],
  rows: [['all', 0.25]],
  plot: { name: 'part', svg: '<svg/>', alternative: 'all 25 %' },
};

test('the page has the question, the figures, and three lines to start with the same data', () => {
  const files = answerPage(answer, shop, [part], { users: 10, days: 3, seed: 9 });
  expect(files.get('plots/shop-part.svg')).toBe('<svg/>');
  expect(files.get('shop.md')).toMatchInlineSnapshot(`
    "# A small shop

    > What do people buy?

    10 synthetic users over 3 days, seed 9. Every number of the population is an assumption, and stands in
    [its file](../../scenarios/populations/shop.yaml); change one, and see what it does to the answer. This page is made by
    \`npm run datasets\`.

    ## A part

    What was found.

    ![all 25 %](plots/shop-part.svg)

    | who | how much |
    | --- | --: |
    | all | 25.0 % |

    ## Three lines to start

    \`\`\`sh
    npx lapse generate --population shop --users 1000 --days 3 --seed 9 --out data
    npx lapse check data
    npx lapse describe data --html data.html
    \`\`\`

    The first thousand events of the data above, with all of their columns, are in [\`samples/shop.csv\`](samples/shop.csv).
    What a correct SDK would have sent is in the columns without \`label_\`; the labels say what is true.
    "
  `);
});
