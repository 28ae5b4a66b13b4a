/** One named part of a statement. */
export interface TableExpression {
  readonly name: string;
  /** What it is for, in sentences. */
  readonly comment: string;
  /** Only where the database must be told, which is in recursions. */
  readonly columns?: readonly string[];
  readonly body: string;
  readonly isRecursive?: true;
  /** Whether it is only there when a model of dbt is run for what is new. */
  readonly isIncremental?: true;
}

const lineWidth = 100;

/** The parts as a WITH clause. */
export function withClause(parts: readonly TableExpression[]): string {
  const keyword = parts.some(({ isRecursive }) => isRecursive === true) ? 'WITH RECURSIVE' : 'WITH';
  // A comma follows each but the last, which is always there.
  const texts = parts.map((part, index) => partText(part, index === parts.length - 1 ? '' : ','));
  return `${keyword}\n${texts.join('\n\n')}\n`;
}

function partText({ name, comment, columns, body, isIncremental }: TableExpression, comma: string): string {
  const head = columns === undefined ? name : `${name} (${columns.join(', ')})`;
  const text = `${commentLines(comment)}\n${head} AS (\n${indented(body)}\n)${comma}`;
  return isIncremental === true ? `{% if is_incremental() %}\n${text}\n{% endif %}` : text;
}

/** A text as lines of a comment. */
export function commentLines(text: string): string {
  const lines: string[] = [];
  let line = '--';
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = '--';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Each line two blanks further, but empty ones and what dbt reads. */
export function indented(text: string): string {
  return text.replace(/^(?=[^\n])(?!\{%)/gm, '  ');
}
