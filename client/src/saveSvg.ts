import { Uri, window, workspace } from 'vscode';
import type { DiagramPanel } from './diagramPanel';

/** Asks for a file name and writes the page's drawing. */
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
