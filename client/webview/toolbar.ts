import { host } from './host';
import type { DiagramView, Drawing } from './messages';
import { label, type PageElements } from './page';
import type { Viewport } from './viewport';

export interface ToolbarActions {
  /** The current view. */
  view(): DiagramView;
  /** Requests another view. */
  ask(view: DiagramView): void;
  save(): void;
}

const DETAILS = { full: 'All columns', keys: 'Keys', names: 'Names' } as const;

export function listenToToolbar({ buttons, detail }: PageElements, port: Viewport, { view, ask, save }: ToolbarActions): void {
  buttons.smaller.onclick = () => port.zoomBy(1 / 1.25);
  buttons.larger.onclick = () => port.zoomBy(1.25);
  buttons.fit.onclick = () => port.fit();
  buttons.find.onclick = () => host.postMessage({ type: 'find' });
  buttons.copy.onclick = () => host.postMessage({ type: 'copy' });
  buttons.save.onclick = save;
  buttons.lock.onclick = () => ask({ ...view(), locked: !view().locked });
  buttons.fewer.onclick = () => ask({ ...view(), depth: Math.max(0, view().depth - 1) });
  buttons.more.onclick = () => ask({ ...view(), depth: view().depth + 1 });
  buttons.all.onclick = () => ask(withoutFocus(view()));
  detail.onchange = () => ask({ ...view(), detail: detail.value as DiagramView['detail'] });
}

export function showControls(page: PageElements, view: DiagramView, drawing: Drawing): void {
  page.title.textContent = drawing.title;
  page.title.title = drawing.title;
  page.focus.hidden = view.focus === undefined;
  page.focusName.textContent = view.focus ?? '';
  page.depth.textContent = `± ${view.depth}`;
  page.buttons.fewer.disabled = view.depth === 0;
  page.detail.value = view.detail;
  page.detail.title = view.detail === 'auto' ? `${DETAILS[drawing.detail]}, by the number of tables` : 'Columns shown';
  page.buttons.lock.setAttribute('aria-pressed', String(view.locked));
  label(page.buttons.lock, view.locked ? 'lock' : 'unlock', view.locked ? 'Follow the active editor' : 'Stay with this folder');
}

function withoutFocus({ focus: _, ...rest }: DiagramView): DiagramView {
  return rest;
}
