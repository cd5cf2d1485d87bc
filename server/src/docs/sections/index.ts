import type { SectionId } from '../outline';
import type { Page } from '../page';
import { diagram } from './diagram';
import { enums } from './enums';
import { extensions } from './extensions';
import { foreignKeys } from './foreignKeys';
import { functions } from './functions';
import { migrations } from './migrations';
import { sequences } from './sequences';
import { tables } from './tables';
import { types } from './types';
import { views } from './views';

/** The text of each section; the outline says which of them a document has, and in what order. */
export const sections: Readonly<Record<SectionId, (page: Page) => string>> = {
  diagram,
  tables,
  'foreign-keys': foreignKeys,
  enums,
  types,
  views,
  functions,
  sequences,
  extensions,
  migrations,
};
