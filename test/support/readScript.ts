import type { Dialect, Reading } from '../../server/src/sql/dialect';
import { type ReadStatement, readScript } from '../../server/src/sql/script';

/** Reads whole texts. Readings are memoised by statement text. */
export function scriptReader(dialect: Dialect): (text: string) => readonly ReadStatement[] {
  const readings = new Map<string, Reading>();
  const read = (text: string): Reading => {
    const known = readings.get(text) ?? dialect.reader.read(text);
    readings.set(text, known);
    return known;
  };
  return (text) => readScript(text, 0, text.length, dialect, read);
}
