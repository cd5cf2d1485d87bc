import type { ChangeOf, ObjectKind } from '../sql/change';
import { type Quote, qualified, type Undone } from './names';

/** Kinds with a plain `ALTER <kind> <name> RENAME TO <name>`. */
const PLAIN: Partial<Record<ObjectKind, string>> = {
  schema: 'SCHEMA',
  table: 'TABLE',
  'foreign table': 'FOREIGN TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  index: 'INDEX',
  sequence: 'SEQUENCE',
  type: 'TYPE',
  domain: 'DOMAIN',
};

/** Kinds that ALTER TABLE renames. */
const ON_TABLE: Partial<Record<ObjectKind, string>> = { column: 'COLUMN', constraint: 'CONSTRAINT' };

/** ALTER statement with the two names of the rename exchanged. */
export function undoRename(change: ChangeOf<'rename'>, quote: Quote): Undone {
  const { object, objectKind, to } = change;
  const back = quote(object.name.name.text);
  const plain = PLAIN[objectKind];
  if (plain !== undefined) return [`ALTER ${plain} ${qualified({ ...object.name, name: to }, quote)} RENAME TO ${back}`];
  if (object.on === undefined) return 'by hand';
  const on = qualified(object.on, quote);
  const part = ON_TABLE[objectKind];
  if (part !== undefined) return [`ALTER TABLE ${on} RENAME ${part} ${quote(to.text)} TO ${back}`];
  if (objectKind === 'trigger') return [`ALTER TRIGGER ${quote(to.text)} ON ${on} RENAME TO ${back}`];
  if (objectKind === 'policy') return [`ALTER POLICY ${quote(to.text)} ON ${on} RENAME TO ${back}`];
  return 'by hand';
}
