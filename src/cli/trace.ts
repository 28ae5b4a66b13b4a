import { traceText } from '../explain/trace-text.js';
import type { RunResult } from '../record/run-result.js';
import type { JsonObject } from '../record/timeline.js';
import { meaningOfStored } from '../target/index.js';
import { nameOf, sessionFields, typeOf } from '../wire/session-fields.js';

/** The traces that were asked for, each under the name of its scenario; empty when none was. */
export function traceReport(result: RunResult, isTraced: (scenario: string) => boolean, colour: boolean): string {
  const { name, version } = result.target;
  const meaningOf = meaningOfStored(name);
  return result.cases
    .filter(({ case: scenario }) => isTraced(scenario.id))
    .map(({ case: scenario, trace }) => {
      const title = `trace of ${scenario.id}, played by ${name} ${version}`;
      if (trace === undefined) return `${title}: there is none, for it was not played\n\n`;
      const lines = traceText(trace, scenario.timeline, { colour, fieldsOf, ...(meaningOf && { meaningOf }) });
      return `${[title, '', ...lines].join('\n')}\n\n`;
    })
    .join('');
}

/** What a reader wants to know of a message. */
export function fieldsOf(body: JsonObject) {
  return { type: typeOf(body), name: nameOf(body), ...sessionFields(body) };
}
