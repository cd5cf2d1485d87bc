import { replay } from '../../server/src/migrations/replay/history';
import type { History } from '../../server/src/migrations/replay/step';
import type { Engine, Schema } from '../../server/src/schema/model/schema';
import type { Reading } from '../../server/src/sql/dialect';
import { plainMigrations } from '../support/memoryProject';

/** The model after statements that ran one after the other in one session. Immutable. */
export interface Model {
  readonly schema: Schema;
  /** Problems that the model finds in the last statement. */
  readonly problems: readonly string[];
  after(statement: string): Model;
}

const FILE = '1_history.sql';

/** The model of a new database, before any statement. */
export function emptyModel(dialect: Engine): Model {
  const readings = new Map<string, Reading>();
  const read = (text: string): Reading => {
    const known = readings.get(text) ?? dialect.reader.read(text);
    readings.set(text, known);
    return known;
  };
  const grown = (text: string, earlier: History | undefined): Model => {
    const files: Readonly<Record<string, string>> = { [FILE]: text };
    const history = replay(
      earlier?.initial ?? dialect.newDatabase(),
      plainMigrations(files),
      { dialect, text: (file) => files[file], read },
      earlier,
    );
    const [part] = history.migrations[0]!.up;
    const last = part!.statements.at(-1);
    const steps = part!.steps.filter((step) => step.located === last?.located);
    const unread = last?.problem === undefined ? [] : [`syntax: ${last.problem.message}`];
    const opaque = (last?.changes ?? []).flatMap((change) => (change.kind === 'opaque' ? [`opaque: ${change.reason}`] : []));
    return {
      schema: part!.steps.at(-1)?.after ?? history.initial,
      problems: [...unread, ...opaque, ...steps.flatMap((step) => step.problems.map(({ kind }) => kind))],
      after: (statement) => grown(`${text}${statement};\n`, history),
    };
  };
  return grown('', undefined);
}
