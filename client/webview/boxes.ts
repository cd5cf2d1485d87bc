import type { TableBox } from './messages';
import type { Rectangle } from './viewport';

/** Rectangles of the tables in the picture by name, in pixels of the canvas. */
export type Boxes = ReadonlyMap<string, Rectangle>;

export interface BoxActions {
  open(box: TableBox, column?: string): void;
  focus(box: TableBox): void;
  shown(rectangle: Rectangle): void;
}

interface Line {
  readonly ends: readonly string[];
  readonly elements: readonly Element[];
}

/** Makes the tables of a picture clickable and reachable by keyboard, and highlights their relations. The picture must be on the page, since it is measured. */
export function liveBoxes(picture: SVGSVGElement, boxes: readonly TableBox[], actions: BoxActions): Boxes {
  const byEntity = new Map(boxes.map((box) => [box.entity, box]));
  const lines = findLines(picture);
  const rectangles = new Map<string, Rectangle>();
  const entities = new Map<string, SVGGElement>();
  for (const node of picture.querySelectorAll<SVGGElement>('g.node')) {
    const entity = entityOf(node.id);
    if (entity === undefined) continue;
    entities.set(entity, node);
    const box = byEntity.get(entity);
    if (box === undefined) continue;
    rectangles.set(box.name, rectangleOf(picture, node));
    const related = lines.filter((line) => line.ends.includes(entity)).length;
    makeReachable(node, box, related, actions);
    node.addEventListener('focus', () => node.matches(':focus-visible') && actions.shown(rectangleOf(picture, node)));
  }
  for (const [entity, node] of entities) lightUpOnHover(picture, node, entity, lines, entities);
  return rectangles;
}

function makeReachable(node: SVGGElement, box: TableBox, related: number, actions: BoxActions): void {
  node.classList.add('table');
  node.setAttribute('tabindex', '0');
  node.setAttribute('role', 'button');
  const relations = related === 1 ? '1 relation' : `${related} relations`;
  node.setAttribute('aria-label', `Table ${box.name}, ${box.columns.length} columns, ${relations}`);
  const rows = findRows(node);
  const columnAt = (target: EventTarget | null): string | undefined => {
    const at = rows.findIndex((row) => row.some((element) => element.contains(target as Node)));
    return at < 0
      ? undefined
      : rows[at]?.find((element) => element.classList.contains('attribute-name'))?.textContent?.replaceAll('\u00a0', ' ');
  };
  for (const row of rows) {
    for (const element of row) {
      element.addEventListener('mouseenter', () => row[0]?.classList.add('hovered'));
      element.addEventListener('mouseleave', () => row[0]?.classList.remove('hovered'));
    }
  }
  node.addEventListener('click', (event) => (event.altKey ? actions.focus(box) : actions.open(box, columnAt(event.target))));
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') actions.open(box);
    else if (event.key === 'f' && !event.ctrlKey && !event.metaKey) actions.focus(box);
    else return;
    event.preventDefault();
  });
}

/** Each row as [background, type, name, keys, comment]. Mermaid writes all backgrounds first, then four labels per row. */
function findRows(node: SVGGElement): readonly (readonly Element[])[] {
  const labels = [...node.querySelectorAll(':scope > .label:not(.name)')];
  return [...node.querySelectorAll(':scope > .row-rect-odd, :scope > .row-rect-even')].map((background, at) => [
    background,
    ...labels.slice(at * 4, at * 4 + 4),
  ]);
}

function lightUpOnHover(
  picture: SVGSVGElement,
  node: SVGGElement,
  entity: string,
  lines: readonly Line[],
  entities: ReadonlyMap<string, SVGGElement>,
): void {
  const own = lines.filter((line) => line.ends.includes(entity));
  const lit = [node, ...own.flatMap((line) => [...line.elements, ...line.ends.flatMap((end) => entities.get(end) ?? [])])];
  const light = (on: boolean): void => {
    picture.classList.toggle('lit', on);
    for (const element of lit) element.classList.toggle('lit', on);
  };
  node.addEventListener('mouseenter', () => light(true));
  node.addEventListener('mouseleave', () => light(false));
  node.addEventListener('focus', () => light(true));
  node.addEventListener('blur', () => light(false));
}

function findLines(picture: SVGSVGElement): readonly Line[] {
  return [...picture.querySelectorAll<SVGPathElement>('path.relationshipLine')].map((path) => {
    const id = path.dataset.id ?? '';
    const label = picture.querySelector(`.edgeLabel .label[data-id="${CSS.escape(id)}"]`)?.closest('g.edgeLabel');
    const ends = /^id_entity-(\w+)-\d+_entity-(\w+)-\d+_\d+$/.exec(id);
    return { ends: ends === null ? [] : [ends[1]!, ends[2]!], elements: label == null ? [path] : [path, label] };
  });
}

function entityOf(id: string): string | undefined {
  return /-entity-(\w+)-\d+$/.exec(id)?.[1];
}

/** The rectangle of a table in pixels of the picture, independent of the zoom. */
function rectangleOf(picture: SVGSVGElement, node: SVGGElement): Rectangle {
  const view = picture.viewBox.baseVal;
  const matrix = /translate\(\s*([-\d.e]+)[ ,]+([-\d.e]+)/.exec(node.getAttribute('transform') ?? '');
  const { x, y, width, height } = node.getBBox();
  return { x: x + Number(matrix?.[1] ?? 0) - view.x, y: y + Number(matrix?.[2] ?? 0) - view.y, width, height };
}
