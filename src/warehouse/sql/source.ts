import type { Dialect } from './dialect.js';
import { nameIn } from './names.js';
import type { SqlRequest } from './request.js';

/** What the statement reads of the table: expressions over its columns. */
export interface Source {
  readonly event: string;
  /** As a text; an empty one is no user. */
  readonly user: string;
  readonly time: string;
  /** The time in milliseconds since 1970. */
  readonly milliseconds: string;
  readonly order: string | undefined;
  /** As a text; an empty one is no campaign. Absent where no rule looks at it. */
  readonly campaign: string | undefined;
}

/** @param alias what the table is called in the clause that the expressions are for */
export function sourceOf(dialect: Dialect, { columns, rules }: SqlRequest, alias: string): Source {
  const column = (name: string): string => `${alias}.${nameIn(dialect, name)}`;
  const text = (name: string): string => `NULLIF(CAST(${column(name)} AS ${dialect.types.text}), '')`;
  const users = columns.user.map(text);
  return {
    event: column(columns.event),
    user: users.length === 1 ? users.join('') : `COALESCE(${users.join(', ')})`,
    time: column(columns.time),
    milliseconds: dialect.millisecondsOf(column(columns.time)),
    order: columns.order === undefined ? undefined : column(columns.order),
    campaign: rules.splitsAtCampaign === true ? text(columns.campaign) : undefined,
  };
}
