import {
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type Location,
  type DocumentSymbol as LspDocumentSymbol,
  SymbolKind as LspSymbolKind,
  MarkupKind,
  type ServerCapabilities,
  TextEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import { type Completion, completionsAt } from '../language/completion';
import { definitionAt } from '../language/definition';
import { type Fold, folds } from '../language/folding';
import { hoverAt } from '../language/hover';
import { type Paragraph, sqlBlock } from '../language/markdown';
import { highlightsAt, referencesAt } from '../language/references';
import { type DocumentSymbol, documentSymbols, type SymbolKind } from '../language/symbols';
import { workspaceSymbols } from '../language/workspaceSymbols';
import type { Root } from '../project/project';
import { type LineIndex, lineIndex } from '../text/lineIndex';
import type { Span } from '../text/span';
import { rangeIn, toRange } from './convert';
import type { Folder } from './folder';
import type { Safely } from './safely';
import type { EditorWorkspace } from './workspace';

/** The capabilities that concern names in migrations. */
export const languageCapabilities: ServerCapabilities = {
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  completionProvider: { triggerCharacters: ['.'] },
  foldingRangeProvider: true,
};

/** The migration that a request is about. */
interface Asked {
  readonly folder: Folder;
  readonly root: Root;
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
}

/** Answers requests about names in migrations. For other files the answer is empty. */
export function answerLanguageRequests(connection: Connection, ready: Promise<{ readonly workspace: EditorWorkspace }>, run: Safely): void {
  const ask = async <T>(uri: string, nothing: T, answer: (asked: Asked) => T): Promise<T> => {
    const asked = find((await ready).workspace, uri);
    return asked === undefined ? nothing : answer(asked);
  };
  connection.onHover(({ textDocument, position }, token) =>
    run('Hover', null, token, () => ask(textDocument.uri, null, (asked) => hover(asked, asked.lines.offsetAt(position)))),
  );
  connection.onDefinition(({ textDocument, position }, token) =>
    run('Definition', null, token, () => ask(textDocument.uri, null, (asked) => definition(asked, asked.lines.offsetAt(position)))),
  );
  connection.onReferences(({ textDocument, position, context }, token) =>
    run('References', [], token, () =>
      ask(textDocument.uri, [], (asked) => references(asked, asked.lines.offsetAt(position), context.includeDeclaration)),
    ),
  );
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    run('Highlights', [], token, () => ask(textDocument.uri, [], (asked) => highlights(asked, asked.lines.offsetAt(position)))),
  );
  connection.onDocumentSymbol(({ textDocument }, token) =>
    run('Symbols', [], token, () =>
      ask(textDocument.uri, [], ({ root, path, lines }) =>
        documentSymbols(root.history, path).map((symbol) => toDocumentSymbol(symbol, lines)),
      ),
    ),
  );
  connection.onWorkspaceSymbol(({ query }, token) =>
    run('Symbols of the workspace', [], token, async () => symbols((await ready).workspace, query)),
  );
  connection.onCompletion(({ textDocument, position }, token) =>
    run('Completion', [], token, () => ask(textDocument.uri, [], (asked) => completions(asked, asked.lines.offsetAt(position)))),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    run('Folding', [], token, () =>
      ask(textDocument.uri, [], ({ root, path, text, lines }) =>
        folds(root.history, path, text).map((fold) => toFoldingRange(fold, lines)),
      ),
    ),
  );
}

function find(workspace: EditorWorkspace, uri: string): Asked | undefined {
  const found = workspace.find(uri);
  const root = found?.folder.project.rootOf(found.path);
  const text = found?.folder.text(found.path);
  if (found === undefined || text === undefined || root?.files.has(found.path) !== true) return undefined;
  return { ...found, root, text, lines: lineIndex(text) };
}

function hover({ folder, root, path, lines }: Asked, offset: number): Hover | null {
  const found = hoverAt(root.history, path, offset);
  if (found === undefined) return null;
  const value = [sqlBlock(found.sql), ...found.paragraphs.map((paragraph) => toMarkdown(paragraph, folder))].join('\n\n');
  return { range: toRange(found.span, lines), contents: { kind: MarkupKind.Markdown, value } };
}

/** Origins become links with a line, which editors follow. */
function toMarkdown(paragraph: Paragraph, folder: Folder): string {
  return paragraph
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const line = rangeIn(folder, piece.file, piece.span).start.line + 1;
      const label = `${piece.file.split('/').at(-1)!}:${line}`.replace(/[\\[\]`*_<]/g, '\\$&');
      return `[${label}](<${folder.uri(piece.file)}#L${line}>)`;
    })
    .join('');
}

function definition({ folder, root, path }: Asked, offset: number): Location | null {
  const origin = definitionAt(root.history, path, offset);
  return origin === undefined ? null : locations(folder)(origin);
}

function references({ folder, root, path }: Asked, offset: number, withDefinition: boolean): Location[] {
  return referencesAt(root.history, path, offset, { withoutDefinition: !withDefinition }).map(locations(folder));
}

/** Converts spans in files of a folder to locations. Each file is indexed once. */
function locations(folder: Folder): (place: { readonly file: string; readonly span: Span }) => Location {
  const known = new Map<string, LineIndex>();
  return ({ file, span }) => {
    const lines = known.get(file) ?? lineIndex(folder.text(file) ?? '');
    known.set(file, lines);
    return { uri: folder.uri(file), range: toRange(span, lines) };
  };
}

function highlights({ root, path, lines }: Asked, offset: number): DocumentHighlight[] {
  return highlightsAt(root.history, path, offset).map(({ span, role }) => ({
    range: toRange(span, lines),
    kind: role === 'use' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}

const SYMBOLS: Readonly<Record<SymbolKind, LspSymbolKind>> = {
  section: LspSymbolKind.Namespace,
  schema: LspSymbolKind.Module,
  table: LspSymbolKind.Class,
  column: LspSymbolKind.Field,
  view: LspSymbolKind.Interface,
  index: LspSymbolKind.Key,
  constraint: LspSymbolKind.Key,
  sequence: LspSymbolKind.Number,
  type: LspSymbolKind.Struct,
  enum: LspSymbolKind.Enum,
  function: LspSymbolKind.Function,
  trigger: LspSymbolKind.Event,
  policy: LspSymbolKind.Property,
  extension: LspSymbolKind.Package,
};

function toDocumentSymbol({ kind, name, detail, span, nameSpan, children }: DocumentSymbol, lines: LineIndex): LspDocumentSymbol {
  return {
    kind: SYMBOLS[kind],
    name,
    ...(detail === undefined ? {} : { detail }),
    range: toRange(span, lines),
    selectionRange: toRange(nameSpan, lines),
    children: children.map((child) => toDocumentSymbol(child, lines)),
  };
}

function symbols(workspace: EditorWorkspace, query: string): WorkspaceSymbol[] {
  return workspace.folders().flatMap((folder) => {
    const toLocation = locations(folder);
    return folder.project.roots().flatMap((root) =>
      workspaceSymbols(root.history.final, query).map(({ kind, name, origin }) => ({
        kind: SYMBOLS[kind],
        name,
        containerName: root.folder === '' ? folder.name : root.folder,
        location: toLocation(origin),
      })),
    );
  });
}

const COMPLETIONS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  table: CompletionItemKind.Class,
  view: CompletionItemKind.Interface,
  column: CompletionItemKind.Field,
  constraint: CompletionItemKind.Property,
  index: CompletionItemKind.Property,
  sequence: CompletionItemKind.Value,
  type: CompletionItemKind.Enum,
  builtinType: CompletionItemKind.Keyword,
};

function completions({ root, path, text: document, lines }: Asked, offset: number): CompletionItem[] {
  return completionsAt(root.history, root.engine, path, offset).map(({ kind, label, detail, text, span }, i) => ({
    kind: COMPLETIONS[kind],
    label,
    ...(detail === undefined ? {} : { detail }),
    // Without a sort text editors sort by name, but columns should stand in the order of their table.
    sortText: String(i).padStart(5, '0'),
    // Editors match the typed text with the filter text, so a typed quote has to be part of it.
    filterText: document[span.start] === '"' ? `"${label}"` : label,
    textEdit: TextEdit.replace(toRange(span, lines), text),
  }));
}

function toFoldingRange({ kind, span }: Fold, lines: LineIndex): FoldingRange {
  return {
    startLine: lines.positionAt(span.start).line,
    endLine: lines.positionAt(span.end).line,
    kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
  };
}
