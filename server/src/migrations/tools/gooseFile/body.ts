import { endsStatement, linesOf } from '../../layout/lines';
import { hasOpenDollarQuote } from './statements';

/**
 * SQL as goose has to be given it: a statement that has a semicolon at the end of a line within it is put between StatementBegin
 * and StatementEnd. Each statement gets its own pair, because PostgreSQL's extended protocol takes one at a time.
 */
export function gooseBody(body: string): string {
  const result: string[] = [];
  let statement: string[] = [];
  for (const { text } of linesOf(body)) {
    statement.push(text);
    if (!endsStatement(text) || hasOpenDollarQuote(statement.join('\n'))) continue;
    result.push(...framed(statement));
    statement = [];
  }
  return [...result, ...framed(statement)].join('\n');
}

function framed(statement: readonly string[]): readonly string[] {
  const needsFrame = statement.slice(0, -1).some((line) => endsStatement(line));
  return needsFrame ? ['-- +goose StatementBegin', ...statement, '-- +goose StatementEnd'] : statement;
}
