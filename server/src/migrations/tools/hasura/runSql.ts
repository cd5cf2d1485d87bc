import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { rangeOf, scalarParts } from '../../layout/yamlText';
import type { SourceFile } from '../../tool';
import type { Direction, Part } from '../../unit';

/** The SQL of a migration in Hasura's first format: a YAML list of requests, some of which are `run_sql`. */
export function runSqlParts(file: SourceFile, direction: Direction): readonly Part[] {
  return requestsOf(file.text).flatMap((request) => {
    if (!isMap(request) || request.get('type') !== 'run_sql') return [];
    const sql = request.getIn(['args', 'sql'], true);
    const span = rangeOf(request);
    return isScalar(sql) && span !== undefined ? scalarParts(sql, span, file, { direction, transaction: 'driver' }) : [];
  });
}

function requestsOf(text: string): readonly unknown[] {
  try {
    const { contents, errors } = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
    return errors.length === 0 && isSeq(contents) ? contents.items : [];
  } catch {
    // Nested too deeply for the recursive parser.
    return [];
  }
}
