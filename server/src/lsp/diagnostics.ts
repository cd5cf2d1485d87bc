import type { Connection, Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { CONFIG_FILE } from '../config/file';
import type { Finding } from '../lint/engine/rule';
import { lineIndex } from '../text/lineIndex';
import { rangeIn, toDiagnostic } from './convert';
import type { Folder } from './folder';
import type { EditorWorkspace } from './workspace';

/** Sends the findings of the open documents to the client whenever they change. */
export interface Diagnostics {
  /** The findings of a document; none when it is not a migration. */
  findings(uri: string): readonly Finding[];
  publish(documents: readonly { readonly uri: string; readonly version: number }[]): void;
  clear(uri: string): void;
}

export interface DiagnosticsOptions {
  readonly documentation: string;
  isEnabled(): boolean;
}

export function diagnostics(
  connection: Pick<Connection, 'sendDiagnostics'>,
  workspace: EditorWorkspace,
  options: DiagnosticsOptions,
): Diagnostics {
  const sent = new Map<string, string>();
  const findings = (uri: string): readonly Finding[] => {
    const found = workspace.find(uri);
    const root = found?.folder.project.rootOf(found.path);
    if (found === undefined || root === undefined || !root.files.has(found.path)) return [];
    return found.folder.project.findings(root, new Set([found.path])).filter((finding) => finding.file === found.path);
  };
  const send = (uri: string, version: number | undefined, items: Diagnostic[]): void => {
    const key = JSON.stringify(items);
    // Sending an unchanged list would make the editor redraw all squiggles.
    if (sent.get(uri) === key) return;
    sent.set(uri, key);
    connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics: items });
  };
  const clear = (uri: string): void => {
    if (sent.delete(uri)) connection.sendDiagnostics({ uri, diagnostics: [] });
  };
  return {
    findings,
    publish(documents) {
      // The document's folder has left the workspace.
      for (const uri of [...sent.keys()]) if (workspace.find(uri) === undefined) clear(uri);
      for (const { uri, version } of documents) {
        const found = workspace.find(uri);
        if (found === undefined || found.path === CONFIG_FILE) continue;
        if (found.path.endsWith(`/${CONFIG_FILE}`)) {
          send(uri, version, [NOT_READ]);
          continue;
        }
        const lines = lineIndex(found.folder.project.text(found.path) ?? '');
        send(
          uri,
          version,
          options.isEnabled() ? findings(uri).map((finding) => toDiagnostic(finding, found.folder, lines, options.documentation)) : [],
        );
      }
      for (const folder of workspace.folders()) send(folder.uri(CONFIG_FILE), undefined, configDiagnostics(folder));
    },
    clear,
  };
}

/** VS Code completes and checks a file of that name in any folder, so its author would wonder why it has no effect. */
const NOT_READ: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: DiagnosticSeverity.Information,
  source: 'Migration Lens',
  message: `This file is not read, because only the ${CONFIG_FILE} at the top of a workspace folder is. To use it, open its folder.`,
};

function configDiagnostics(folder: Folder): Diagnostic[] {
  return folder.project.configProblems.map(({ span, message }) => ({
    range: rangeIn(folder, CONFIG_FILE, span),
    severity: DiagnosticSeverity.Warning,
    source: 'Migration Lens',
    message,
  }));
}
