import { type Boxes, liveBoxes } from './boxes';
import { drift } from './drift';
import { host } from './host';
import { listenToKeys } from './keys';
import type { DiagramView, Drawing, ToPage } from './messages';
import { buildPage } from './page';
import { type DrawDirection, drawBest, drawPicture, pictureFile } from './picture';
import { isLoss } from './stale';
import { themeName } from './theme';
import { listenToToolbar, showControls } from './toolbar';
import { viewport } from './viewport';

interface Shown {
  readonly drawing: Drawing;
  readonly view: DiagramView;
  readonly theme: string;
  readonly direction: DrawDirection;
  readonly picture: SVGSVGElement;
  readonly boxes: Boxes;
}

const page = buildPage();
const port = viewport(page.frame, page.canvas, moved);
const saved = host.getState();

let view: DiagramView = saved?.view ?? { detail: 'auto', depth: 1, locked: false };
/** The last drawing that arrived, drawn or not. */
let latest: Drawing | undefined;
/** The drawing on the canvas. */
let shown: Shown | undefined;
/** The saved state of the previous page, until the first picture is placed. */
let resume = saved;
/** The number of the last attempt to draw. Only that attempt may change the page. */
let attempt = 0;

listen();
host.postMessage({ type: 'ready' });

function listen(): void {
  addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
  // VS Code writes the theme into the attributes of the body and its colours into the style of the root element.
  new MutationObserver(() => latest !== undefined && draw(latest)).observe(document.body, {
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });
  listenToKeys(port);
  listenToToolbar(page, port, { view: () => view, ask, save });
  page.buttons.anyway.onclick = () => latest !== undefined && draw(latest);
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'draw':
      view = message.view;
      latest = message.drawing;
      showControls(page, view, message.drawing);
      if (shown?.drawing.source === message.drawing.source && shown.theme === themeName())
        settle({ ...shown, drawing: message.drawing, view });
      else if (holdsBack(message.drawing)) stale('A statement cannot be read yet. This is the diagram before it.', true);
      else void draw(message.drawing);
      return;
    case 'problem':
      stale(message.reason, false);
      return;
    case 'nothing':
      clear(message.text);
      return;
    case 'reveal':
      reveal(message.name);
      return;
    case 'export':
      save();
  }
}

/** Whether to keep the picture: a half-typed statement removes its table from the model for a moment. */
function holdsBack(next: Drawing): boolean {
  return shown !== undefined && next.incomplete && !shown.drawing.incomplete && sameView(shown.view, view) && isLoss(shown.drawing, next);
}

async function draw(drawing: Drawing): Promise<void> {
  const mine = ++attempt;
  if (drawing.boxes.length === 0) return clear('No tables yet. Write a CREATE TABLE in a migration, and it appears here.');
  state('rendering');
  try {
    // Waits one frame so that the busy bar is painted: Mermaid blocks painting until it is done.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    if (mine !== attempt) return;
    const theme = themeName();
    const [picture, direction] = await pictureOf(drawing, mine);
    if (mine === attempt) swap(drawing, theme, picture, direction);
  } catch (error) {
    if (mine !== attempt) return;
    stale(error instanceof Error ? error.message : String(error), false);
  }
}

/** The picture of a drawing. The direction of a view does not change after its first picture. */
async function pictureOf({ source, boxes }: Drawing, mine: number): Promise<readonly [SVGSVGElement, DrawDirection]> {
  const last = shown ?? resume;
  if (last === undefined || !sameView(last.view, view)) return drawBest(source, mine, port.size(), boxes.length);
  return [await drawPicture(source, mine, last.direction), last.direction];
}

function swap(drawing: Drawing, theme: string, picture: SVGSVGElement, direction: DrawDirection): void {
  const before = shown;
  page.empty.textContent = '';
  page.canvas.replaceChildren(picture);
  page.canvas.style.width = `${picture.viewBox.baseVal.width}px`;
  page.canvas.style.height = `${picture.viewBox.baseVal.height}px`;
  const boxes = liveBoxes(picture, drawing.boxes, {
    open: (box, column) => host.postMessage({ type: 'open', entity: box.entity, ...(column === undefined ? {} : { column }) }),
    focus: (box) => ask({ ...view, focus: box.name }),
    shown: port.show,
  });
  settle({ drawing, view, theme, direction, picture, boxes });
  place(before);
}

/** Marks the picture as up to date. */
function settle(next: Shown): void {
  const { drawing } = next;
  attempt++;
  shown = next;
  page.badge.hidden = !drawing.incomplete;
  page.buttons.anyway.hidden = true;
  page.reason.textContent = drawing.incomplete ? 'Some statements cannot be read: something may be missing.' : '';
  page.diagram.dataset.sequence = String(drawing.sequence);
  state('rendered');
  remember();
}

/** Moves a new picture: a fitted picture stays fitted, otherwise the table in the middle stays where it was. */
function place(before: Shown | undefined): void {
  if (before === undefined && resume?.placement !== undefined) port.place(resume.placement);
  else if (before === undefined || shown === undefined || !sameView(before.view, view)) port.fit();
  else if (port.isFitted()) port.fit();
  else keepStill(before.boxes, shown.boxes);
  resume = undefined;
}

function keepStill(before: Boxes, after: Boxes): void {
  const { x, y, k } = port.placement();
  const by = drift(before, after, { x: (page.frame.clientWidth / 2 - x) / k, y: (page.frame.clientHeight / 2 - y) / k });
  if (by === undefined) port.fit();
  else port.panBy(-by.x * k, -by.y * k);
}

function clear(text: string): void {
  attempt++;
  shown = undefined;
  page.canvas.replaceChildren();
  page.empty.textContent = text;
  page.badge.hidden = true;
  page.diagram.dataset.sequence = String(latest?.sequence ?? 0);
  state('empty');
}

function stale(reason: string, canDraw: boolean): void {
  attempt++;
  page.reason.textContent = reason;
  page.badge.hidden = false;
  page.buttons.anyway.hidden = !canDraw;
  page.diagram.dataset.sequence = String(latest?.sequence ?? 0);
  state(canDraw ? 'rendered' : 'error');
}

function state(name: 'rendering' | 'rendered' | 'error' | 'empty'): void {
  page.diagram.dataset.state = name;
}

function reveal(name: string): void {
  const box = shown?.boxes.get(name);
  if (box !== undefined) port.centre(box);
}

function save(): void {
  if (shown !== undefined) host.postMessage({ type: 'save', svg: pictureFile(shown.picture) });
}

function ask(next: DiagramView): void {
  host.postMessage({ type: 'view', view: next });
}

function moved(): void {
  page.zoom.textContent = `${Math.round(port.placement().k * 100)} %`;
  remember();
}

function remember(): void {
  if (shown === undefined) return;
  const { direction } = shown;
  host.setState({ view, direction, ...(port.isFitted() ? {} : { placement: port.placement() }) });
}

function sameView(a: DiagramView, b: DiagramView): boolean {
  return a.root === b.root && a.focus === b.focus && a.depth === b.depth && a.detail === b.detail;
}
