import {
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  TextEdit as LspTextEdit,
  type Range,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { FileChange, Finding, Fix, Severity } from '../lint/engine/rule';
import { type LineIndex, lineIndex } from '../text/lineIndex';
import type { Span } from '../text/span';

/*
 * The only place where offsets become lines and characters, and paths become URIs.
 */

/** The files that a conversion looks up. */
export interface FileTable {
  uri(path: string): string;
  text(path: string): string | undefined;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(span: Span, lines: LineIndex): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** The range of a span in a file. A file that does not exist counts as empty. */
export function rangeIn(files: FileTable, path: string, span: Span): Range {
  return toRange(span, lineIndex(files.text(path) ?? ''));
}

export function toDiagnostic(finding: Finding, files: FileTable, lines: LineIndex, documentation: string): Diagnostic {
  const related = finding.related.map(
    (item): DiagnosticRelatedInformation => ({
      location: { uri: files.uri(item.file), range: rangeIn(files, item.file, item.span) },
      message: item.message,
    }),
  );
  return {
    range: toRange(finding.span, lines),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    codeDescription: { href: `${documentation}${finding.rule}.md` },
    source: 'Migration Lens',
    message: finding.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    ...(finding.rule === 'unused-suppression' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

export function toCodeAction(fix: Fix, diagnostic: Diagnostic, files: FileTable, isPreferred: boolean): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred,
    edit: toWorkspaceEdit(fix.changes, files),
  };
}

/** The creation of a file comes before the insertion of its text. */
export function toWorkspaceEdit(changes: readonly FileChange[], files: FileTable): WorkspaceEdit {
  return { documentChanges: changes.flatMap((change) => (change.kind === 'edit' ? [edits(change, files)] : creation(change, files))) };
}

function edits(change: FileChange & { readonly kind: 'edit' }, files: FileTable): TextDocumentEdit {
  const lines = lineIndex(files.text(change.file) ?? '');
  return {
    textDocument: { uri: files.uri(change.file), version: null },
    edits: change.edits.map(({ span, newText }) => LspTextEdit.replace(toRange(span, lines), newText)),
  };
}

function creation(change: FileChange & { readonly kind: 'create' }, files: FileTable): (CreateFile | TextDocumentEdit)[] {
  const uri = files.uri(change.file);
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri, options: { ignoreIfExists: true } },
    { textDocument: { uri, version: null }, edits: [LspTextEdit.insert(start, change.text)] },
  ];
}
