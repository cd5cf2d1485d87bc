/*
 * What the diagram page and the extension tell each other. Types only: the page's bundle and the extension's share no code.
 */

type Detail = 'auto' | 'full' | 'keys' | 'names';

/** What the page shows, kept over a restart of the window. */
export interface View {
  /** Address of the migrations folder; the first one when absent. */
  readonly root?: string;
  readonly detail: Detail;
  /** Table to draw with its neighbours, as people say it. */
  readonly focus?: string;
  readonly depth: number;
  /** The migration that the diagram was opened from, until the first drawing. */
  readonly from?: string;
  /** Stays with its folder when another editor becomes active. */
  readonly locked: boolean;
}

/** A box of the drawing. */
export interface Box {
  /** The entity's identifier in the source. */
  readonly entity: string;
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Drawing {
  /** Counts up; an answer that comes late is told by it. */
  readonly sequence: number;
  readonly source: string;
  readonly boxes: readonly Box[];
  /** `db/migrations (goose)` */
  readonly title: string;
  /** What `auto` came to. */
  readonly detail: Exclude<Detail, 'auto'>;
  readonly incomplete: boolean;
}

export type ToPage =
  | { readonly type: 'draw'; readonly drawing: Drawing; readonly view: View }
  /** There is no drawing to be had; the last one stays where it is. */
  | { readonly type: 'problem'; readonly reason: string }
  | { readonly type: 'nothing'; readonly text: string }
  /** Shows the table in the middle. */
  | { readonly type: 'reveal'; readonly name: string }
  | { readonly type: 'export' };

export type FromPage =
  | { readonly type: 'ready' }
  /** The user wants another view of the same folder. */
  | { readonly type: 'view'; readonly view: View }
  /** A click on a box, or on a row of it. */
  | { readonly type: 'open'; readonly entity: string; readonly column?: string }
  | { readonly type: 'find' }
  | { readonly type: 'copy' }
  /** The drawing as a file of its own. */
  | { readonly type: 'save'; readonly svg: string };
