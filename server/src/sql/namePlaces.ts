/** Kind of name that may stand at a place. `userTypes` are those that migrations made; `types` has the built-in ones as well. */
export type NameKind = 'tables' | 'relations' | 'views' | 'indexes' | 'sequences' | 'userTypes' | 'types';

/** Kind of name in an action of ALTER TABLE. Columns and constraints are those of its table. */
export type ActionNameKind = 'columns' | 'constraints' | 'types' | 'tables';

/**
 * Where the names of objects stand in the statements of an engine, for completion and where no grammar tells. All words are in lower case, with one blank between
 * them. A regular expression is tried on words joined in that way.
 */
export interface NamePlaces {
  /** All words of a statement up to a name. Behind DROP, further names may follow after commas. */
  readonly afterWords: Readonly<Record<string, NameKind>>;
  /** Words between those and the name: `if exists`. Matches at the end, or an empty text. */
  readonly optional: RegExp;
  /** Keywords that follow the name of a table in a statement that changes rows, and are no alias there although they may be names: `set`. */
  readonly afterTable: readonly string[];
  /** Words between a verb and the name of a table: `only`. */
  readonly beforeTable: readonly string[];
  /** The start of a statement in which ON stands before a relation: `create index …`. */
  readonly withOn: RegExp;
  /** Words before a relation whose columns follow in parentheses: `into users (…)`. */
  readonly beforeList: readonly string[];
  /** Words before parentheses that hold columns of the statement's own table: `unique (…)`. */
  readonly ownLists: readonly string[];
  /** Words that begin an element of CREATE TABLE, or of ADD, that is no column. */
  readonly elements: readonly string[];
  /** Whole actions of ALTER TABLE up to a name, without IF EXISTS. */
  readonly actions: readonly (readonly [action: RegExp, kind: ActionNameKind])[];
  /** Words in CREATE TABLE before the name of another table. `in`: in an element, behind the parentheses, or in parentheses of their own. */
  readonly otherTables: readonly { readonly words: string; readonly in: 'element' | 'clause' | 'parentheses' }[];
}

/** The places that engines share. */
export const COMMON_PLACES: NamePlaces = {
  afterWords: {
    'drop table': 'tables',
    'truncate table': 'tables',
    truncate: 'tables',
    'insert into': 'tables',
    update: 'relations',
    'delete from': 'relations',
    'drop view': 'views',
    'alter view': 'views',
    'drop index': 'indexes',
    'alter index': 'indexes',
  },
  optional: /(?: if exists)?$/,
  afterTable: ['set', 'values'],
  beforeTable: [],
  withOn: /^(?:create (?:unique )?(?:index|trigger)|drop trigger) /,
  beforeList: ['into', 'references'],
  ownLists: ['key', 'unique', 'check'],
  elements: ['constraint', 'primary', 'unique', 'foreign', 'check'],
  actions: [
    [/^(?:drop|alter|rename)(?: column)?$/, 'columns'],
    [/^(?:drop|alter) constraint$/, 'constraints'],
  ],
  otherTables: [],
};
