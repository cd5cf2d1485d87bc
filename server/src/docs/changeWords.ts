import type { Change, ObjectName, QualifiedName } from '../sql/change';
import { codeSpan, text } from './markdown';

/** What a list of changes does, in a few words: `creates tables a, b; adds column c.d`. '' when there is nothing to tell. */
export function changeWords(changes: readonly Change[]): string {
  const groups = new Map<string, Set<string>>();
  for (const change of changes) {
    for (const { does, name } of deedsOf(change)) groups.set(does, (groups.get(does) ?? new Set()).add(name));
  }
  const isComment = (does: string): boolean => does.startsWith('comments on ');
  const all = [...groups].map(([does, names]) => ({
    does,
    words: `${names.size > 1 ? plural(does) : does} ${shorten([...names])}`.trim(),
  }));
  // Comments come along with what they are about; they are worth a word when a migration does nothing else.
  const told = all.every(({ does }) => isComment(does)) ? all : all.filter(({ does }) => !isComment(does));
  const more = told.length > MOST_DEEDS ? ['and more'] : [];
  return [...told.slice(0, MOST_DEEDS).map(({ words }) => words), ...more].join('; ');
}

/** `creates table` and the name, as Markdown. */
interface Deed {
  readonly does: string;
  readonly name: string;
}

const MOST_NAMES = 6;
const MOST_DEEDS = 8;

function shorten(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 1 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

function plural(does: string): string {
  if (/ (in|of|on|to)$/.test(does) || !does.includes(' ')) return does;
  return does.replace(/(?:[^aeiou]y|x)$/, (end) => (end === 'x' ? 'xes' : `${end[0]}ies`)).replace(/(?<!s)$/, 's');
}

function deedsOf(change: Change): readonly Deed[] {
  switch (change.kind) {
    case 'createTable':
    case 'createTableAs':
      return change.temporary ? [] : [deed('creates table', change.name)];
    case 'createView':
      return change.temporary ? [] : [deed(change.materialized ? 'creates materialized view' : 'creates view', change.name)];
    case 'createEnum':
      return [deed('creates enum', change.name)];
    case 'createDomain':
      return [deed('creates domain', change.name)];
    case 'createComposite':
    case 'createOtherType':
      return [deed('creates type', change.name)];
    case 'createSequence':
      return change.temporary ? [] : [deed('creates sequence', change.name)];
    case 'createRoutine':
      return [deed(`creates ${change.routineKind === 'window' ? 'function' : change.routineKind}`, change.name)];
    case 'createSchema':
    case 'createExtension':
      return [{ does: change.kind === 'createSchema' ? 'creates schema' : 'creates extension', name: codeSpan(change.name.text) }];
    case 'createIndex':
      return [change.index.name === undefined ? deed('creates index on', change.table) : named('creates index', change.index.name.text)];
    case 'createTrigger':
      return [named('creates trigger', change.name.text)];
    case 'alterRoutine':
      return [{ does: `changes ${change.objectKind}`, name: codeSpan(objectText(change.object)) }];
    case 'createPolicy':
      return [named('creates policy', change.name.text)];
    case 'addEnumValue':
      return [{ does: 'adds value', name: `${codeSpan(change.label.text)} to ${codeSpan(nameText(change.type))}` }];
    case 'renameEnumValue':
      return [{ does: 'renames value', name: `${codeSpan(change.from)} of ${codeSpan(nameText(change.type))} to ${codeSpan(change.to)}` }];
    case 'rename':
      return [{ does: `renames ${change.objectKind}`, name: `${codeSpan(objectText(change.object))} to ${codeSpan(change.to.text)}` }];
    case 'setSchema':
      return [{ does: `moves ${change.objectKind}`, name: `${codeSpan(objectText(change.object))} to schema ${codeSpan(change.to.text)}` }];
    case 'drop':
      return change.objects.map((object) => ({ does: `drops ${change.objectKind}`, name: codeSpan(objectText(object)) }));
    case 'modifyRows':
      return [deed('changes rows of', change.table)];
    case 'opaque':
      return [{ does: 'runs SQL that cannot be followed', name: '' }];
    case 'runBlock':
      return [{ does: 'runs a DO block', name: '' }];
    case 'callRoutines':
      return change.names.map((name) => ({ does: 'calls', name: codeSpan(name) }));
    default:
      return change.partOf === undefined ? alterations(change) : [];
  }
}

/** Changes of something that is there already; those that are part of a CREATE TABLE go without saying. */
function alterations(change: Change): readonly Deed[] {
  switch (change.kind) {
    case 'addColumn':
      return [column('adds column', change.table, change.column.name.text)];
    case 'dropColumn':
      return [column('drops column', change.table, change.column.text)];
    case 'alterColumnType':
      return [{ does: 'changes type of', name: `${columnText(change.table, change.column.text)} to ${text(change.type.name)}` }];
    case 'setDefault':
      return [column(change.default === undefined ? 'drops default of' : 'sets default of', change.table, change.column.text)];
    case 'setNotNull':
      return [column(change.notNull ? 'forbids NULL in' : 'allows NULL in', change.table, change.column.text)];
    case 'setIdentity':
    case 'setGenerated':
      return [column('alters', change.table, change.column.text)];
    case 'addKey':
      return [deed(change.primary ? 'adds primary key to' : 'adds unique constraint to', change.table)];
    case 'addCheck':
      return [deed('adds check to', change.table)];
    case 'addForeignKey':
      return [deed('adds foreign key to', change.table)];
    case 'addExclusion':
      return [deed('adds exclusion constraint to', change.table)];
    case 'dropConstraint':
      return [column('drops constraint', change.table, change.name.text)];
    case 'validateConstraint':
    case 'alterConstraint':
      return [column(change.kind === 'alterConstraint' ? 'alters constraint' : 'validates constraint', change.table, change.name.text)];
    case 'setRowSecurity':
      return [deed(change.enabled ? 'turns row-level security on for' : 'turns row-level security off for', change.table)];
    case 'alterPolicy':
      return [named('alters policy', change.name.text)];
    case 'attachPartition':
    case 'detachPartition':
      return [deed(change.kind === 'attachPartition' ? 'attaches partition' : 'detaches partition', change.partition)];
    case 'setInheritance':
      return [deed('alters', change.table)];
    case 'alterSequence':
    case 'alterDomain':
      return [deed(change.kind === 'alterSequence' ? 'alters sequence' : 'alters domain', change.name)];
    case 'setComment':
      return [{ does: `comments on ${change.objectKind}`, name: codeSpan(objectText(change.object)) }];
    default:
      // Search path and transactions leave no trace in the schema.
      return [];
  }
}

function deed(does: string, name: QualifiedName): Deed {
  return named(does, nameText(name));
}

function named(does: string, name: string): Deed {
  return { does, name: codeSpan(name) };
}

function column(does: string, table: QualifiedName, name: string): Deed {
  return { does, name: columnText(table, name) };
}

function columnText(table: QualifiedName, name: string): string {
  return codeSpan(`${nameText(table)}.${name}`);
}

function nameText({ schema, name }: QualifiedName): string {
  return schema === undefined || schema.text === 'public' ? name.text : `${schema.text}.${name.text}`;
}

function objectText({ name, on }: ObjectName): string {
  return on === undefined ? nameText(name) : `${nameText(on)}.${name.name.text}`;
}
