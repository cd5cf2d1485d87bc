import type { DiagramDetail } from '../../server/src/protocol';

/*
 * Messages between the diagram page and the extension. Types only: the two bundles share no code.
 */

/** The settings of the page's picture. VS Code keeps them over a restart of the window. */
export interface DiagramView {
  /** URI of the migrations folder; absent for the first one. */
  readonly root?: string;
  readonly detail: DiagramDetail;
  /** The table to draw with its neighbours: `table` or `schema.table`. */
  readonly focus?: string;
  readonly depth: number;
  /** URI of the migration that the diagram was opened from. Absent after the first drawing. */
  readonly from?: string;
  /** The diagram keeps its folder when another editor becomes active. */
  readonly locked: boolean;
}

/** A table in the drawing. */
export interface TableBox {
  /** The entity's identifier in the source. */
  readonly entity: string;
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Drawing {
  /** Counts up, so that a late answer can be recognised. */
  readonly sequence: number;
  readonly source: string;
  readonly boxes: readonly TableBox[];
  /** `db/migrations (goose)` */
  readonly title: string;
  /** The detail of the drawing; `auto` has been resolved. */
  readonly detail: Exclude<DiagramDetail, 'auto'>;
  readonly incomplete: boolean;
}

export type ToPage =
  | { readonly type: 'draw'; readonly drawing: Drawing; readonly view: DiagramView }
  /** The diagram could not be made. The last drawing stays. */
  | { readonly type: 'problem'; readonly reason: string }
  | { readonly type: 'nothing'; readonly text: string }
  /** Moves the table into the middle. */
  | { readonly type: 'reveal'; readonly name: string }
  | { readonly type: 'export' };

export type FromPage =
  | { readonly type: 'ready' }
  /** The user changed the settings of the picture. */
  | { readonly type: 'view'; readonly view: DiagramView }
  /** The user clicked a table, or a column of it. */
  | { readonly type: 'open'; readonly entity: string; readonly column?: string }
  | { readonly type: 'find' }
  | { readonly type: 'copy' }
  /** The user saves the drawing as an SVG file. */
  | { readonly type: 'save'; readonly svg: string };
