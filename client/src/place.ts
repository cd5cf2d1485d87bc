import { Range, Uri, ViewColumn, window } from 'vscode';
import type { FileRange } from '../../server/src/protocol';

/** Shows a range in an editor: where the file is open, else beside the diagram, never in its place. */
export async function openPlace({ uri, range }: FileRange, diagramColumn: ViewColumn | undefined): Promise<void> {
  const target = Uri.parse(uri);
  const { start, end } = range;
  const open = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === target.toString());
  const other = window.visibleTextEditors.find((editor) => editor.viewColumn !== undefined && editor.viewColumn !== diagramColumn);
  await window.showTextDocument(target, {
    viewColumn: open?.viewColumn ?? other?.viewColumn ?? (diagramColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One),
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}
