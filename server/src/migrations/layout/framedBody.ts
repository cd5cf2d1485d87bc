import { hasOpenDollarQuote } from './framedStatements';
import { endsStatement, linesOf } from './lines';

/**
 * SQL for a tool that ends statements at semicolons at the end of a line: what has such a semicolon within it is put between
 * StatementBegin and StatementEnd. Each statement gets its own pair, because PostgreSQL's extended protocol takes one at a time.
 */
export function framedBody(body: string, prefix: string): string {
  const result: string[] = [];
  let statement: string[] = [];
  for (const { text } of linesOf(body)) {
    statement.push(text);
    if (!endsStatement(text) || hasOpenDollarQuote(statement.join('\n'))) continue;
    result.push(...framed(statement, prefix));
    statement = [];
  }
  return [...result, ...framed(statement, prefix)].join('\n');
}

function framed(statement: readonly string[], prefix: string): readonly string[] {
  const needsFrame = statement.slice(0, -1).some((line) => endsStatement(line));
  return needsFrame ? [`${prefix} StatementBegin`, ...statement, `${prefix} StatementEnd`] : statement;
}
