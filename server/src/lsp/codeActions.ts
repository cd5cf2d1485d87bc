import { type CodeAction, CodeActionKind, type CodeActionParams, type Range, TextEdit } from 'vscode-languageserver';
import type { Finding, Fix } from '../lint/engine/rule';
import { type LineIndex, lineIndex } from '../text/lineIndex';
import { overlaps } from '../text/span';
import { toCodeAction, toDiagnostic, toRange, toWorkspaceEdit } from './convert';
import type { Folder } from './folder';

/** The code action kind of all safe fixes, which `editor.codeActionsOnSave` can ask for. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.migrationLens`;

/** The fixes and a suppression of each finding in the range, and when asked for, all safe fixes of the document. */
export function codeActions(
  findings: readonly Finding[],
  params: CodeActionParams,
  folder: Folder,
  path: string,
  documentation: string,
): CodeAction[] {
  const lines = lineIndex(folder.text(path) ?? '');
  const only = params.context.only;
  const wants = (kind: string): boolean => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const here = findings.filter((finding) => touches(finding, params.range, lines));
  const quickFixes = here.flatMap((finding) => {
    const diagnostic = toDiagnostic(finding, folder, lines, documentation);
    return [
      ...finding.fixes.map((fix, i) => toCodeAction(fix, diagnostic, folder, i === 0)),
      ...suppression(finding, diagnostic, folder, path, lines),
    ];
  });
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes : []),
    ...(only !== undefined && wants(FIX_ALL) ? fixAll(findings, folder, path) : []),
  ];
}

function touches(finding: Finding, range: Range, lines: LineIndex): boolean {
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  return finding.span.start <= end && start <= finding.span.end;
}

/** A suppression comment above the line of the finding. Syntax errors and findings about suppressions cannot be suppressed. */
function suppression(
  finding: Finding,
  diagnostic: ReturnType<typeof toDiagnostic>,
  folder: Folder,
  path: string,
  lines: LineIndex,
): CodeAction[] {
  if (finding.rule === 'unused-suppression' || finding.rule === 'syntax-error') return [];
  const text = folder.text(path) ?? '';
  const lineStart = lines.lineStart(finding.span.start);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}-- migration-lens: ignore ${finding.rule}: ${eol}`;
  return [
    {
      title: `Ignore \`${finding.rule}\` here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: toWorkspaceEdit([{ kind: 'edit', file: path, edits: [{ span: { start: lineStart, end: lineStart }, newText }] }], folder),
    },
  ];
}

/** The safe fixes that change only this document. Of two that overlap, the first one is taken. */
function fixAll(findings: readonly Finding[], folder: Folder, path: string): CodeAction[] {
  const chosen: Fix[] = [];
  for (const fix of findings.flatMap((finding) => finding.fixes.filter(({ safety }) => safety === 'safe').slice(0, 1))) {
    if (staysIn(fix, path) && !chosen.some((other) => collides(other, fix))) chosen.push(fix);
  }
  if (chosen.length === 0) return [];
  const lines = lineIndex(folder.text(path) ?? '');
  const edits = chosen.flatMap(editsOf).map(({ span, newText }) => TextEdit.replace(toRange(span, lines), newText));
  return [
    {
      title: 'Apply all safe fixes of Migration Lens',
      kind: FIX_ALL,
      edit: { documentChanges: [{ textDocument: { uri: folder.uri(path), version: null }, edits }] },
    },
  ];
}

function staysIn(fix: Fix, path: string): boolean {
  return fix.changes.every((change) => change.kind === 'edit' && change.file === path);
}

function editsOf(fix: Fix) {
  return fix.changes.flatMap((change) => (change.kind === 'edit' ? change.edits : []));
}

function collides(a: Fix, b: Fix): boolean {
  return editsOf(a).some((one) => editsOf(b).some((other) => overlaps(one.span, other.span) || one.span.start === other.span.start));
}
