import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';

export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** A window onto a canvas of any size. The transform belongs to the canvas and not to the picture, so a new picture does not move it. */
export interface Viewport {
  size(): Size;
  placement(): Placement;
  /** Whether the canvas has not moved since it was fitted. */
  isFitted(): boolean;
  place(placement: Placement): void;
  /** Shows the whole canvas, at most at its natural size. */
  fit(): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  /** Moves as little as necessary to make a rectangle, in pixels of the canvas, visible. */
  show(box: Rectangle): void;
  /** Moves a rectangle into the middle and zooms in until it is legible. */
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

/** The wheel and dragging pan. The wheel with Ctrl or Cmd zooms, and so does a pinch, which browsers report as the wheel with Ctrl. */
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
  // Some mice report lines or pages instead of pixels.
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
  const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
  panBy(-x * unit, -y * unit);
}

/** The scale at which a picture fits into a frame; at most 1. */
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
