import type { ChangeOf, ObjectKind } from '../sql/change';
import { type Quote, qualified, type Undone } from './names';

/** Kinds whose ALTER … RENAME TO takes a name and nothing else. */
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

/** Kinds that are renamed on their table. */
const ON_TABLE: Partial<Record<ObjectKind, string>> = { column: 'COLUMN', constraint: 'CONSTRAINT' };

/** Names change places: the new one is looked up where the old one was. */
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
