import type { ObjectKind } from '../../sql/change';
import type { GapKind } from '../model/gap';

const KINDS: Readonly<Partial<Record<ObjectKind, GapKind>>> = {
  schema: 'schema',
  index: 'index',
  type: 'type',
  domain: 'type',
  'domain constraint': 'type',
  'enum label': 'type',
  attribute: 'type',
  function: 'function',
  procedure: 'function',
  aggregate: 'function',
  routine: 'function',
  extension: 'extension',
  trigger: 'trigger',
  policy: 'policy',
  constraint: 'constraint',
  column: 'column',
};

/** The kind under which a gap counts an object. Tables, views and sequences share their names, so they share a kind. */
export function gapKind(kind: ObjectKind): GapKind {
  return KINDS[kind] ?? 'table';
}
