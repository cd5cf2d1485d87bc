import type { History } from '../migrations/replay/step';
import type { MigrationTool } from '../migrations/tool';
import type { ObjectId } from '../schema/model/object';

/** What a document is made of. Paths are relative to the workspace folder, with forward slashes. */
export interface DocumentInput {
  readonly history: History;
  /** What people call the database: `PostgreSQL`. */
  readonly database: string;
  readonly tool: Pick<MigrationTool, 'name' | 'documentation' | 'down'>;
  /** Folder of the migrations; '' is the workspace folder itself. */
  readonly folder: string;
  /** The document itself: links are relative to it. */
  readonly file: string;
  readonly title: string;
  /** Title of a group → patterns of table names (`order*`, `billing.*`). Empty: groups are found by schema and by size. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Text of a migration file; undefined: links to the file then have no line. */
  readonly text: (file: string) => string | undefined;
  /** Mermaid source of a diagram of these tables, for any Mermaid; '' when there is nothing to draw. */
  readonly diagram: (tables: readonly ObjectId[], detail: DocumentDiagramDetail) => string;
}

export type DocumentDiagramDetail = 'full' | 'keys' | 'names';
