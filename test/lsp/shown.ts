import type { Diagnostic, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits } from '../../server/src/text/edit';
import { lineIndex } from '../../server/src/text/lineIndex';
import type { Editor } from './editor';
import { uriOf } from './files';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

/** Findings as `error unknown-table 2:13 usres`: severity, rule, 1-based line and column, marked text. */
export function shown(editor: Pick<Editor, 'diagnostics' | 'text'>, path: string, folder?: string): readonly string[] {
  const text = editor.text(path, folder);
  const lines = lineIndex(text);
  return editor.diagnostics(path, folder).map(({ range, severity, code }: Diagnostic) => {
    const marked = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    return `${SEVERITIES[severity!]} ${code} ${range.start.line + 1}:${range.start.character + 1} ${marked}`;
  });
}

/** Files after a workspace edit, URI → text. Files that the edit does not touch are left out. */
export function edited(editor: Pick<Editor, 'disk'>, open: Readonly<Record<string, string>>, edit: WorkspaceEdit): Record<string, string> {
  const result: Record<string, string> = {};
  for (const change of edit.documentChanges!) {
    if ('kind' in change) {
      if (change.kind === 'create' && !editor.disk.files.has(change.uri)) result[change.uri] = '';
      continue;
    }
    const { uri } = (change as TextDocumentEdit).textDocument;
    const path = Object.keys(open).find((candidate) => uriOf(candidate) === uri);
    const before = result[uri] ?? (path === undefined ? undefined : open[path]) ?? editor.disk.files.get(uri);
    if (before === undefined) throw new Error(`${uri} is edited but does not exist`);
    result[uri] = applied(before, change.edits as readonly TextEdit[]);
  }
  return result;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = lineIndex(text);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) }, newText })),
  );
}
