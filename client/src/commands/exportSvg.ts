import { Uri, ViewColumn, window, workspace } from 'vscode';
import type { Command } from '../app';
import type { DiagramPanel } from '../diagramPanel';

/** Only the page can draw, so it is asked for the file. Without one the diagram opens, and its toolbar saves it. */
export const exportSvg: Command = {
  id: 'migrationLens.exportSvg',
  run: ({ panels }, uri) => {
    if (panels.active === undefined) panels.open(uri, ViewColumn.Beside, false);
    else panels.active.send({ type: 'export' });
  },
};

export async function saveSvg({ diagram }: DiagramPanel, svg: string): Promise<void> {
  const folder = diagram === undefined ? undefined : workspace.getWorkspaceFolder(Uri.parse(diagram.root.uri))?.uri;
  const target = await window.showSaveDialog({
    title: 'Save ER Diagram',
    filters: { SVG: ['svg'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, 'er-diagram.svg') }),
  });
  if (target === undefined) return;
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  } catch (error) {
    void window.showErrorMessage(`The diagram could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}
