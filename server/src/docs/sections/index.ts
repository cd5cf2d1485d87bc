import type { SectionId } from '../outline';
import type { Page } from '../page';
import { diagramSection } from './diagram';
import { enumsSection } from './enums';
import { extensionsSection } from './extensions';
import { foreignKeysSection } from './foreignKeys';
import { functionsSection } from './functions';
import { migrationsSection } from './migrations';
import { sequencesSection } from './sequences';
import { tablesSection } from './tables';
import { typesSection } from './types';
import { viewsSection } from './views';

/** Writes the text of each section. The outline decides which sections a document has, and in which order. */
export const sections: Readonly<Record<SectionId, (page: Page) => string>> = {
  diagram: diagramSection,
  tables: tablesSection,
  'foreign-keys': foreignKeysSection,
  enums: enumsSection,
  types: typesSection,
  views: viewsSection,
  functions: functionsSection,
  sequences: sequencesSection,
  extensions: extensionsSection,
  migrations: migrationsSection,
};
