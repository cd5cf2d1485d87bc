import type { Uri } from 'vscode';
import type { DiagramPanels } from './diagramPanels';
import type { Server } from './server';

/** The parts of the extension that commands use. */
export interface App {
  readonly server: Server;
  readonly panels: DiagramPanels;
}

export interface EditorCommand {
  readonly id: string;
  /** `uri` is the file or folder of the explorer or editor menu that the command was called from. */
  run(app: App, uri: Uri | undefined): unknown;
}
