import { autoDetail, type Detail } from '../diagram/detail';
import { findEntity, neighbourhood } from '../diagram/focus';
import { type Graph, graphOf } from '../diagram/graph';
import { documentSource, mermaidSource } from '../diagram/write/mermaid';
import { type DatabaseMdResult, databaseMd } from '../docs/databaseMd';
import type { ObjectId } from '../schema/model/object';
import { listTables } from '../schema/queries';
import type { Project } from './project';
import type { Root } from './root';

export interface DiagramRequest {
  readonly detail?: Detail | 'auto';
  /** `table` or `schema.table`; the whole schema when it is absent or names no table. */
  readonly focus?: string;
  /** How many foreign keys to follow from the focus; 1 by default. */
  readonly depth?: number;
  /** Path of a migration: where the whole diagram is too large to read, a table that it makes or changes is the focus. */
  readonly from?: string;
}

/** Largest number of tables whose names can be read when the diagram is fitted into a window: letters of about 3 pixels; 9 for 5 tables. */
const LEGIBLE = 25;

export interface DrawnDiagram {
  readonly graph: Graph;
  readonly detail: Detail;
  /** Name of the table in the middle, for display; absent when everything is drawn. */
  readonly focus?: string;
  readonly source: string;
  readonly portableSource: string;
}

/** The diagram of the schema after the last migration. */
export function drawDiagram(root: Root, { detail = 'auto', focus, depth = 1, from }: DiagramRequest): DrawnDiagram {
  const whole = graphOf(root.history.final);
  const touched = from === undefined || whole.entities.length <= LEGIBLE ? undefined : touchedTable(root, from);
  const centre =
    focus === undefined ? whole.entities.find(({ table }) => table !== undefined && table === touched) : findEntity(whole, focus);
  const graph = centre === undefined ? whole : neighbourhood(whole, centre, depth);
  const chosen = detail === 'auto' ? autoDetail(graph) : detail;
  return {
    graph,
    detail: chosen,
    ...(centre === undefined ? {} : { focus: centre.name }),
    source: mermaidSource(graph, { flavour: 'shipped', detail: chosen }),
    portableSource: detail === 'auto' ? documentSource(graph) : mermaidSource(graph, { flavour: 'portable', detail: chosen }),
  };
}

/** The first table that the file creates, else the first whose latest change is in the file; undefined when there is neither. */
function touchedTable({ history }: Root, file: string): ObjectId | undefined {
  const tables = listTables(history.final);
  return (tables.find(({ created }) => created.file === file) ?? tables.find(({ changed }) => changed.file === file))?.id;
}

/** DATABASE.md of a root: its path, and the text that it should have. */
export function documentRoot(
  project: Project,
  root: Root,
  existing: string | undefined,
): { readonly file: string; readonly result: DatabaseMdResult } {
  const { title } = project.config.docs;
  const file = documentPath(project, root);
  const result = databaseMd(
    {
      history: root.history,
      database: root.detection.engine.database,
      tool: { ...root.tool, documentation: root.tool.documentation || root.engine.manual },
      folder: root.folder,
      file,
      title: title ?? 'Database',
      groups: project.config.diagram.groups,
      text: project.text,
      diagram: (tables, detail) => mermaidSource(graphOf(root.history.final, { tables }), { flavour: 'portable', detail }),
    },
    existing,
  );
  return { file, result };
}

/** With one root, the document stands where the configuration says; with several, each root has its own in its folder. */
export function documentPath(project: Project, root: Root): string {
  const { file } = project.config.docs;
  return project.roots().length < 2 || root.folder === '' ? file : `${root.folder}/${file.split('/').at(-1)}`;
}
