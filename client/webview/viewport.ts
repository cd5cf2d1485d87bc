import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';

export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** A window onto a canvas of any size. The transform belongs to the canvas, not to the picture on it, so a new picture does not move it. */
export interface Viewport {
  placement(): Placement;
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
  const move = ({ x, y, k }: Placement): void => {
    selection.call(behaviour.transform, zoomIdentity.translate(x, y).scale(k));
  };
  const panBy = (x: number, y: number): void => move({ x: now().x + x, y: now().y + y, k: now().k });
  frame.addEventListener('wheel', (event) => panByWheel(event, panBy), { passive: false });
  return {
    placement: () => ({ x: now().x, y: now().y, k: now().k }),
    place: move,
    fit: () => move(fitted(frame, canvas)),
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

function fitted(frame: HTMLElement, canvas: HTMLElement): Placement {
  const { clientWidth, clientHeight } = frame;
  const width = Math.max(1, canvas.offsetWidth);
  const height = Math.max(1, canvas.offsetHeight);
  const k = Math.max(SMALLEST, Math.min(1, (clientWidth - 2 * MARGIN) / width, (clientHeight - 2 * MARGIN) / height));
  return { x: (clientWidth - width * k) / 2, y: (clientHeight - height * k) / 2, k };
}

function intoSight(start: number, length: number, room: number): number {
  if (start < MARGIN || length > room - 2 * MARGIN) return MARGIN - start;
  return Math.min(0, room - MARGIN - (start + length));
}
