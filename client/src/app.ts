import type { Uri } from 'vscode';
import type { DiagramPanels } from './diagramPanels';
import type { Server } from './server';

/** What commands work with. */
export interface App {
  readonly server: Server;
  readonly panels: DiagramPanels;
}

export interface EditorCommand {
  readonly id: string;
  /** The file or folder that it was called on, where there is one: a menu of the explorer or of an editor. */
  run(app: App, uri: Uri | undefined): unknown;
}
