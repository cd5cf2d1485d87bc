import { COMMON_PLACES, type NamePlaces } from '../../../sql/namePlaces';

/** Where the names of objects stand in PostgreSQL's statements. */
export const namePlaces: NamePlaces = {
  afterWords: {
    ...COMMON_PLACES.afterWords,
    'comment on table': 'tables',
    'comment on column': 'relations',
    copy: 'tables',
    'comment on view': 'views',
    'comment on index': 'indexes',
    'drop sequence': 'sequences',
    'alter sequence': 'sequences',
    'drop type': 'userTypes',
    'alter type': 'userTypes',
    'comment on type': 'userTypes',
  },
  optional: /(?: if exists)?(?: (?:concurrently|only))?$/,
  afterTable: [...COMMON_PLACES.afterTable, 'overriding', 'restart', 'continue', 'cascade', 'restrict'],
  beforeTable: ['only'],
  withOn: /^(?:create (?:or replace )?(?:unique )?(?:constraint )?(?:index|trigger|policy)|drop (?:trigger|policy)) /,
  beforeList: [...COMMON_PLACES.beforeList, 'copy'],
  ownLists: [...COMMON_PLACES.ownLists, 'include'],
  elements: [...COMMON_PLACES.elements, 'exclude', 'like'],
  actions: [
    ...COMMON_PLACES.actions,
    [/^(?:rename|validate) constraint$/, 'constraints'],
    [/^alter (?:column )?\S+ (?:set data )?type$/, 'types'],
    [/^(?:attach|detach) partition$|^(?:no )?inherit$/, 'tables'],
  ],
  otherTables: [
    { words: 'partition of', in: 'clause' },
    { words: 'inherits', in: 'parentheses' },
    { words: 'like', in: 'element' },
  ],
};
