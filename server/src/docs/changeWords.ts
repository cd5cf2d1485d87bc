import type { Change, ObjectName, QualifiedName } from '../sql/change';
import { codeSpan, text } from './markdown';

/**
 * Sums up a list of changes as Markdown: `creates tables a, b; adds column c.d`. Returns '' when no change is worth a mention. Names
 * in the default schema are written without it.
 */
export function changeWords(changes: readonly Change[], defaultSchema: string): string {
  const shown: Shown = ({ schema, name }) =>
    schema === undefined || schema.text === defaultSchema ? name.text : `${schema.text}.${name.text}`;
  const groups = new Map<string, Set<string>>();
  for (const change of changes) {
    for (const { does, name } of actionsOf(change)) groups.set(does, (groups.get(does) ?? new Set()).add(name(shown)));
  }
  const isComment = (does: string): boolean => does.startsWith('comments on ');
  const all = [...groups].map(([does, names]) => ({
    does,
    words: `${names.size > 1 ? plural(does) : does} ${shorten([...names])}`.trim(),
  }));
  // Comments usually come with the change of their object, so they are listed only when the migration does nothing else.
  const listed = all.every(({ does }) => isComment(does)) ? all : all.filter(({ does }) => !isComment(does));
  const more = listed.length > MAX_ACTIONS ? ['and more'] : [];
  return [...listed.slice(0, MAX_ACTIONS).map(({ words }) => words), ...more].join('; ');
}

/** A name as the document shows it, not yet Markdown. */
type Shown = (name: QualifiedName) => string;

/** One change in words: `does` is a verb with the kind of object (`creates table`), `name` gives the object's name as Markdown. */
interface Action {
  readonly does: string;
  readonly name: (shown: Shown) => string;
}

const MAX_NAMES = 6;
const MAX_ACTIONS = 8;

function shorten(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 1 ? `${names.slice(0, MAX_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

function plural(does: string): string {
  if (/ (in|of|on|to)$/.test(does) || !does.includes(' ')) return does;
  return does.replace(/(?:[^aeiou]y|x)$/, (end) => (end === 'x' ? 'xes' : `${end[0]}ies`)).replace(/(?<!s)$/, 's');
}

function actionsOf(change: Change): readonly Action[] {
  switch (change.kind) {
    case 'createTable':
    case 'createTableAs':
      return change.temporary ? [] : [action('creates table', change.name)];
    case 'createView':
      return change.temporary ? [] : [action(change.materialized ? 'creates materialized view' : 'creates view', change.name)];
    case 'createEnum':
      return [action('creates enum', change.name)];
    case 'createDomain':
      return [action('creates domain', change.name)];
    case 'createComposite':
    case 'createOtherType':
      return [action('creates type', change.name)];
    case 'createSequence':
      return change.temporary ? [] : [action('creates sequence', change.name)];
    case 'createRoutine':
      return [action(`creates ${change.routineKind === 'window' ? 'function' : change.routineKind}`, change.name)];
    case 'createSchema':
    case 'createExtension':
      return [named(change.kind === 'createSchema' ? 'creates schema' : 'creates extension', change.name.text)];
    case 'createIndex':
      return [change.index.name === undefined ? action('creates index on', change.table) : named('creates index', change.index.name.text)];
    case 'createTrigger':
      return [named('creates trigger', change.name.text)];
    case 'alterRoutine':
      return [{ does: `changes ${change.objectKind}`, name: (shown) => codeSpan(objectText(change.object, shown)) }];
    case 'createPolicy':
      return [named('creates policy', change.name.text)];
    case 'addEnumValue':
      return [{ does: 'adds value', name: (shown) => `${codeSpan(change.label.text)} to ${codeSpan(shown(change.type))}` }];
    case 'renameEnumValue':
      return [
        { does: 'renames value', name: (shown) => `${codeSpan(change.from)} of ${codeSpan(shown(change.type))} to ${codeSpan(change.to)}` },
      ];
    case 'rename':
      return [
        {
          does: `renames ${change.objectKind}`,
          name: (shown) => `${codeSpan(objectText(change.object, shown))} to ${codeSpan(change.to.text)}`,
        },
      ];
    case 'setSchema':
      return [
        {
          does: `moves ${change.objectKind}`,
          name: (shown) => `${codeSpan(objectText(change.object, shown))} to schema ${codeSpan(change.to.text)}`,
        },
      ];
    case 'drop':
      return change.objects.map((object) => ({ does: `drops ${change.objectKind}`, name: (shown) => codeSpan(objectText(object, shown)) }));
    case 'modifyRows':
      return [action('changes rows of', change.table)];
    case 'opaque':
      return [{ does: 'runs SQL that cannot be followed', name: () => '' }];
    case 'runBlock':
      return [{ does: 'runs a DO block', name: () => '' }];
    case 'callRoutines':
      return change.names.map((name) => named('calls', name));
    default:
      return change.partOf === undefined ? alterations(change) : [];
  }
}

/** Changes to an existing object. The caller leaves out the parts of a CREATE TABLE, because the table itself is listed. */
function alterations(change: Change): readonly Action[] {
  switch (change.kind) {
    case 'addColumn':
      return [column('adds column', change.table, change.column.name.text)];
    case 'dropColumn':
      return [column('drops column', change.table, change.column.text)];
    case 'alterColumnType':
      return [
        { does: 'changes type of', name: (shown) => `${columnText(change.table, change.column.text, shown)} to ${text(change.type.name)}` },
      ];
    case 'setDefault':
      return [column(change.default === undefined ? 'drops default of' : 'sets default of', change.table, change.column.text)];
    case 'setNotNull':
      return [column(change.notNull ? 'forbids NULL in' : 'allows NULL in', change.table, change.column.text)];
    case 'setIdentity':
    case 'setGenerated':
      return [column('alters', change.table, change.column.text)];
    case 'addKey':
      return [action(change.primary ? 'adds primary key to' : 'adds unique constraint to', change.table)];
    case 'addCheck':
      return [action('adds check to', change.table)];
    case 'addForeignKey':
      return [action('adds foreign key to', change.table)];
    case 'addExclusion':
      return [action('adds exclusion constraint to', change.table)];
    case 'dropConstraint':
      return [column('drops constraint', change.table, change.name.text)];
    case 'validateConstraint':
    case 'alterConstraint':
      return [column(change.kind === 'alterConstraint' ? 'alters constraint' : 'validates constraint', change.table, change.name.text)];
    case 'setRowSecurity':
      return [action(change.enabled ? 'turns row-level security on for' : 'turns row-level security off for', change.table)];
    case 'alterPolicy':
      return [named('alters policy', change.name.text)];
    case 'attachPartition':
    case 'detachPartition':
      return [action(change.kind === 'attachPartition' ? 'attaches partition' : 'detaches partition', change.partition)];
    case 'setInheritance':
      return [action('alters', change.table)];
    case 'alterSequence':
    case 'alterDomain':
      return [action(change.kind === 'alterSequence' ? 'alters sequence' : 'alters domain', change.name)];
    case 'setComment':
      return [{ does: `comments on ${change.objectKind}`, name: (shown) => codeSpan(objectText(change.object, shown)) }];
    default:
      // SET search_path and transaction statements leave no trace in the schema.
      return [];
  }
}

function action(does: string, name: QualifiedName): Action {
  return { does, name: (shown) => codeSpan(shown(name)) };
}

function named(does: string, name: string): Action {
  return { does, name: () => codeSpan(name) };
}

function column(does: string, table: QualifiedName, name: string): Action {
  return { does, name: (shown) => columnText(table, name, shown) };
}

function columnText(table: QualifiedName, name: string, shown: Shown): string {
  return codeSpan(`${shown(table)}.${name}`);
}

function objectText({ name, on }: ObjectName, shown: Shown): string {
  return on === undefined ? shown(name) : `${shown(on)}.${name.name.text}`;
}
