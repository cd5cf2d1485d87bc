import { hasOpenDollarQuote } from './framedStatements';
import { endsStatement, linesOf } from './lines';

/**
 * SQL for a tool that ends a statement at each semicolon at the end of a line. A statement that contains such a semicolon is framed by
 * StatementBegin and StatementEnd. Each gets a pair of its own, because PostgreSQL's extended protocol takes one statement at a time.
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
