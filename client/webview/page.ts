import { type Icon, icon } from './icons';

/** The fixed parts of the page. */
export interface PageElements {
  readonly diagram: HTMLElement;
  readonly frame: HTMLElement;
  readonly canvas: HTMLElement;
  readonly title: HTMLElement;
  readonly focus: HTMLElement;
  readonly focusName: HTMLElement;
  readonly depth: HTMLElement;
  readonly detail: HTMLSelectElement;
  readonly zoom: HTMLElement;
  readonly empty: HTMLElement;
  readonly badge: HTMLElement;
  readonly reason: HTMLElement;
  readonly buttons: Readonly<Record<ButtonName, HTMLButtonElement>>;
}

const BUTTONS = {
  find: ['find', 'Find a table'],
  fewer: ['minus', 'One step fewer around the table'],
  more: ['plus', 'One step more around the table'],
  all: ['close', 'Show all tables'],
  smaller: ['minus', 'Zoom out (-)'],
  larger: ['plus', 'Zoom in (+)'],
  fit: ['fit', 'Fit to the window (0)'],
  copy: ['copy', 'Copy as Mermaid'],
  save: ['save', 'Save as SVG'],
  lock: ['unlock', 'Stay with this folder'],
} as const satisfies Record<string, readonly [Icon, string]>;
type ButtonName = keyof typeof BUTTONS | 'anyway';

export function buildPage(): PageElements {
  document.body.innerHTML = `
    <header id="bar" role="toolbar" aria-label="Diagram">
      <span id="title"></span>
      <span id="focus" class="group" hidden>
        <span id="focus-name"></span>${button('fewer')}<span id="depth" title="Steps around the table"></span>${button('more')}${button('all')}
      </span>
      <span class="space"></span>
      <select id="detail" title="Columns shown" aria-label="Columns shown">
        <option value="auto">Auto</option><option value="full">All columns</option>
        <option value="keys">Keys</option><option value="names">Names</option>
      </select>
      ${button('find')}
      <span class="group">${button('smaller')}<span id="zoom" aria-hidden="true"></span>${button('larger')}${button('fit')}</span>
      <span class="group">${button('copy')}${button('save')}${button('lock')}</span>
      <span id="busy" role="progressbar" aria-label="Drawing"></span>
    </header>
    <main id="diagram" data-state="rendering">
      <div id="frame" aria-label="ER diagram"><div id="canvas"></div></div>
      <p id="empty" role="status"></p>
      <div id="badge" role="status" hidden><span id="reason"></span><button id="anyway" type="button" hidden>Draw anyway</button></div>
    </main>`;
  return {
    diagram: part('diagram'),
    frame: part('frame'),
    canvas: part('canvas'),
    title: part('title'),
    focus: part('focus'),
    focusName: part('focus-name'),
    depth: part('depth'),
    detail: part('detail'),
    zoom: part('zoom'),
    empty: part('empty'),
    badge: part('badge'),
    reason: part('reason'),
    buttons: Object.fromEntries([...Object.keys(BUTTONS), 'anyway'].map((name) => [name, part(name)])) as PageElements['buttons'],
  };
}

/** Sets the icon of a button and the text of its tooltip and for screen readers. */
export function label(target: HTMLButtonElement, picture: Icon, title: string): void {
  target.innerHTML = icon(picture);
  target.title = title;
  target.setAttribute('aria-label', title);
}

function button(name: keyof typeof BUTTONS): string {
  const [picture, title] = BUTTONS[name];
  return `<button id="${name}" type="button" title="${title}" aria-label="${title}">${icon(picture)}</button>`;
}

function part<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}
