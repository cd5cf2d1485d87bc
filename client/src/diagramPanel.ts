import { CancellationTokenSource, type Uri, type WebviewPanel } from 'vscode';
import type { Diagram } from '../../server/src/protocol';
import type { DiagramView, FromPage, ToPage } from '../webview/messages';
import { pageFolder, pageHtml } from './diagramPage';
import { openPlace } from './place';
import type { Server } from './server';

/** One diagram in the editor. */
export interface DiagramPanel {
  readonly panel: WebviewPanel;
  readonly view: DiagramView;
  /** The last diagram from the server; undefined before the first one. */
  readonly diagram: Diagram | undefined;
  /** Asks the server for another view. */
  show(view: DiagramView): void;
  /** Asks the server for the same view again, after the model has changed. */
  refresh(): void;
  send(message: ToPage): void;
}

/** Requests of the page that need more than its panel. */
export interface PanelActions {
  find(from: DiagramPanel): unknown;
  copy(from: DiagramPanel): unknown;
  save(from: DiagramPanel, svg: string): unknown;
}

/** Changes within this time lead to one drawing: they come in bursts while the user types. */
const QUIET_MILLISECONDS = 100;

export function diagramPanel(panel: WebviewPanel, extension: Uri, server: Server, first: DiagramView, actions: PanelActions): DiagramPanel {
  let view = first;
  let diagram: Diagram | undefined;
  let sequence = 0;
  let request: CancellationTokenSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (message: ToPage): void => void panel.webview.postMessage(message);
  const refresh = async (): Promise<void> => {
    clearTimeout(timer);
    request?.cancel();
    request = new CancellationTokenSource();
    const mine = ++sequence;
    const message = await ask(server, view, mine, request);
    if (mine !== sequence) return;
    if (message.diagram !== undefined) {
      diagram = message.diagram;
      // The server chose a folder if the view had none. The panel stays with it.
      const { from: _, ...settled } = view;
      view = { ...settled, root: diagram.root.uri, ...(diagram.focus === undefined ? {} : { focus: diagram.focus }) };
      panel.title = `ER Diagram: ${diagram.root.folder || diagram.root.tool}`;
    }
    send(message.toPage(view));
  };
  const self: DiagramPanel = {
    panel,
    get view() {
      return view;
    },
    get diagram() {
      return diagram;
    },
    show: (next) => {
      view = next;
      void refresh();
    },
    refresh: () => {
      // VS Code discards a hidden page, which asks again when it is shown.
      if (!panel.visible) return;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), QUIET_MILLISECONDS);
    },
    send,
  };
  const receive = (message: FromPage): unknown => {
    switch (message.type) {
      case 'ready':
        return refresh();
      case 'view':
        return self.show(message.view);
      case 'open':
        return openBox(self, message.entity, message.column);
      case 'find':
        return actions.find(self);
      case 'copy':
        return actions.copy(self);
      case 'save':
        return actions.save(self, message.svg);
    }
  };
  const listener = panel.webview.onDidReceiveMessage(receive);
  panel.onDidDispose(() => {
    clearTimeout(timer);
    request?.cancel();
    sequence++;
    listener.dispose();
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
  panel.webview.html = pageHtml(panel.webview, extension);
  return self;
}

interface Answer {
  readonly diagram?: Diagram;
  toPage(view: DiagramView): ToPage;
}

async function ask(server: Server, view: DiagramView, sequence: number, { token }: CancellationTokenSource): Promise<Answer> {
  const { root, detail, focus, depth, from } = view;
  try {
    const diagram = await server.diagram(
      {
        detail,
        depth,
        ...(root === undefined ? {} : { uri: root }),
        ...(focus === undefined ? {} : { focus }),
        ...(from === undefined ? {} : { from }),
      },
      token,
    );
    if (diagram === undefined) return nothing('No migrations in this workspace yet.');
    if ('nothing' in diagram) return nothing(diagram.nothing);
    return { diagram, toPage: (shown) => ({ type: 'draw', view: shown, drawing: drawing(diagram, sequence) }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { toPage: () => ({ type: 'problem', reason }) };
  }
}

function nothing(text: string): Answer {
  return { toPage: () => ({ type: 'nothing', text }) };
}

function drawing({ source, tables, root, detail, incomplete }: Diagram, sequence: number): Extract<ToPage, { type: 'draw' }>['drawing'] {
  const boxes = tables.map(({ entity, name, columns }) => ({ entity, name, columns: columns.map((column) => column.name) }));
  return { sequence, source, boxes, title: `${root.folder || '.'} (${root.tool})`, detail, incomplete };
}

function openBox({ diagram, panel }: DiagramPanel, entity: string, column: string | undefined): Promise<void> | undefined {
  const table = diagram?.tables.find((candidate) => candidate.entity === entity);
  if (table === undefined) return undefined;
  const place = table.columns.find((candidate) => candidate.name === column)?.place ?? table.place;
  return openPlace(place, panel.viewColumn);
}
