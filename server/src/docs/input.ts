import type { History } from '../migrations/replay/step';
import type { MigrationTool } from '../migrations/tool';
import type { ObjectId } from '../schema/model/object';

/** Input of the document generator. Paths are relative to the workspace folder, with forward slashes. */
export interface DocumentInput {
  readonly history: History;
  /** Display name of the engine, such as `PostgreSQL`. */
  readonly database: string;
  readonly tool: Pick<MigrationTool, 'name' | 'documentation' | 'down'>;
  /** Folder of the migrations; '' is the workspace folder itself. */
  readonly folder: string;
  /** Path of the document. Its links are relative to it. */
  readonly file: string;
  readonly title: string;
  /** Group title → glob patterns of table names (`order*`, `billing.*`). When empty, groups are formed by schema and size. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Text of a migration file. Links to a file whose text is undefined carry no line number. */
  readonly text: (file: string) => string | undefined;
  /** Mermaid source of a diagram of these tables, portable across versions of Mermaid; '' when there is nothing to draw. */
  readonly diagram: (tables: readonly ObjectId[], detail: DocumentDiagramDetail) => string;
}

/** Columns that a diagram shows of each table: all, only those of keys, or none. */
export type DocumentDiagramDetail = 'full' | 'keys' | 'names';
