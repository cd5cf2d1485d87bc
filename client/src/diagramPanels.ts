import { Disposable, type ExtensionContext, type Uri, type ViewColumn, type WebviewPanel, window } from 'vscode';
import type { DiagramView } from '../webview/messages';
import { copySource } from './copySource';
import { type DiagramPanel, diagramPanel } from './diagramPanel';
import { findTableInDiagram } from './findTable';
import { saveSvg } from './saveSvg';
import { addressFor, rootOf, type Server } from './server';

const VIEW_TYPE = 'migrationLens.diagram';

export interface DiagramPanels extends Disposable {
  /** The panel with the focus, else a visible one. */
  readonly active: DiagramPanel | undefined;
  /** Shows the diagram of a file's root: in the panel that has it, else in a panel that follows the editor, else in a new panel. */
  open(uri: Uri | undefined, column: ViewColumn, preserveFocus: boolean): DiagramPanel;
}

const FIRST_VIEW: DiagramView = { detail: 'auto', depth: 1, locked: false };

export function diagramPanels(context: ExtensionContext, server: Server): DiagramPanels {
  const panels = new Set<DiagramPanel>();
  const adopt = (panel: WebviewPanel, view: DiagramView): DiagramPanel => {
    const added = diagramPanel(panel, context.extensionUri, server, view, { find: findTableInDiagram, copy: copySource, save: saveSvg });
    panels.add(added);
    panel.onDidDispose(() => panels.delete(added));
    return added;
  };
  const follow = (uri: Uri | undefined): void => {
    const root = uri === undefined ? undefined : rootOf(server.status, uri)?.uri;
    if (root === undefined) return;
    for (const panel of panels) if (!panel.view.locked && panel.view.root !== root) panel.show(viewOf(panel.view, root));
  };
  const subscription = Disposable.from(
    window.onDidChangeActiveTextEditor((editor) => follow(editor?.document.uri)),
    server.onModelChanged(({ roots }) => {
      for (const panel of panels) if (panel.view.root === undefined || roots.includes(panel.view.root)) panel.refresh();
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => void adopt(panel, savedView(state)),
    }),
  );
  return {
    get active() {
      const all = [...panels];
      return all.find(({ panel }) => panel.active) ?? all.find(({ panel }) => panel.visible);
    },
    open: (uri, column, preserveFocus) => {
      const from = uri ?? window.activeTextEditor?.document.uri;
      const root = addressFor(server.status, from);
      const all = [...panels];
      const shown = all.find(({ view }) => root === undefined || view.root === root) ?? all.find(({ view }) => !view.locked);
      if (shown === undefined) {
        const panel = window.createWebviewPanel(VIEW_TYPE, 'ER Diagram', { viewColumn: column, preserveFocus });
        return adopt(panel, root === undefined || from === undefined ? FIRST_VIEW : { ...FIRST_VIEW, root, from: from.toString() });
      }
      if (root !== undefined && shown.view.root !== root) shown.show(viewOf(shown.view, root));
      shown.panel.reveal(undefined, preserveFocus);
      return shown;
    },
    dispose: () => subscription.dispose(),
  };
}

/** A view of another root with the same settings but no focus, since its tables are others. */
function viewOf({ detail, locked }: DiagramView, root: string): DiagramView {
  return { ...FIRST_VIEW, detail, locked, root };
}

/** The view that a page saved, possibly with an older version of the extension. */
function savedView(state: unknown): DiagramView {
  const { view } = (state ?? {}) as { readonly view?: Partial<DiagramView> };
  return { ...FIRST_VIEW, ...view };
}
