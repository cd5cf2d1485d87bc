import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';

export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** A window onto a canvas of any size. The transform belongs to the canvas, not to the picture on it, so a new picture does not move it. */
export interface Viewport {
  size(): Size;
  placement(): Placement;
  /** Nobody has moved the canvas since it was fitted. */
  isFitted(): boolean;
  place(placement: Placement): void;
  /** The whole canvas, never larger than life. */
  fit(): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  /** Moves, as little as needed, until the rectangle (in pixels of the canvas) is in sight. */
  show(box: Rectangle): void;
  /** Puts the rectangle in the middle, at a size at which it can be read. */
  centre(box: Rectangle): void;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.05;
const LARGEST = 4;
const MARGIN = 24;

/** The wheel pans, as everywhere in an editor; with Ctrl, Cmd or a pinch (which browsers report as Ctrl) it zooms; dragging pans. */
export function viewport(frame: HTMLElement, canvas: HTMLElement, changed: () => void): Viewport {
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([SMALLEST, LARGEST])
    .filter((event: WheelEvent | MouseEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button <= 1))
    .on('start', () => frame.classList.add('moving'))
    .on('end', () => frame.classList.remove('moving'))
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      canvas.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.k})`;
      changed();
    });
  const selection = select(frame).call(behaviour).on('dblclick.zoom', null);
  const now = (): ZoomTransform => zoomTransform(frame);
  let fitted: Placement | undefined;
  const size = (): Size => ({ width: frame.clientWidth, height: frame.clientHeight });
  const isFitted = (): boolean => fitted !== undefined && fitted.x === now().x && fitted.y === now().y && fitted.k === now().k;
  const move = ({ x, y, k }: Placement): void => {
    selection.call(behaviour.transform, zoomIdentity.translate(x, y).scale(k));
  };
  const panBy = (x: number, y: number): void => move({ x: now().x + x, y: now().y + y, k: now().k });
  const fitAll = (): void => {
    const picture = { width: canvas.offsetWidth, height: canvas.offsetHeight };
    const k = scaleToFit(size(), picture);
    fitted = { x: (frame.clientWidth - picture.width * k) / 2, y: (frame.clientHeight - picture.height * k) / 2, k };
    move(fitted);
  };
  new ResizeObserver(() => isFitted() && fitAll()).observe(frame);
  frame.addEventListener('wheel', (event) => panByWheel(event, panBy), { passive: false });
  return {
    size,
    placement: () => ({ x: now().x, y: now().y, k: now().k }),
    place: move,
    isFitted,
    fit: fitAll,
    zoomBy: (factor) => selection.call(behaviour.scaleBy, factor),
    panBy,
    show: (box) => {
      const { x, y, k } = now();
      panBy(intoSight(box.x * k + x, box.width * k, frame.clientWidth), intoSight(box.y * k + y, box.height * k, frame.clientHeight));
    },
    centre: (box) => {
      const k = Math.max(
        now().k,
        Math.min(1, (frame.clientWidth - 2 * MARGIN) / box.width, (frame.clientHeight - 2 * MARGIN) / box.height),
      );
      move({ x: frame.clientWidth / 2 - (box.x + box.width / 2) * k, y: frame.clientHeight / 2 - (box.y + box.height / 2) * k, k });
    },
  };
}

function panByWheel(event: WheelEvent, panBy: (x: number, y: number) => void): void {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  // Lines and pages, as some mice count, in pixels.
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
  const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
  panBy(-x * unit, -y * unit);
}

/** How much a picture must shrink to be seen as a whole: 1 when it need not. */
export function scaleToFit(frame: Size, picture: Size): number {
  const [width, height] = [
    (frame.width - 2 * MARGIN) / Math.max(1, picture.width),
    (frame.height - 2 * MARGIN) / Math.max(1, picture.height),
  ];
  return Math.max(SMALLEST, Math.min(1, width, height));
}

function intoSight(start: number, length: number, room: number): number {
  if (start < MARGIN || length > room - 2 * MARGIN) return MARGIN - start;
  return Math.min(0, room - MARGIN - (start + length));
}
