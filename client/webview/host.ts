import type { DiagramView, FromPage } from './messages';
import type { DrawDirection } from './picture';
import type { Placement } from './viewport';

/** State that VS Code hands to the next page of the same panel. */
interface SavedState {
  readonly view: DiagramView;
  readonly direction: DrawDirection;
  /** Absent while the whole diagram is fitted into the window. */
  readonly placement?: Placement;
}

interface Host {
  postMessage(message: FromPage): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): Host;

/** acquireVsCodeApi may be called only once. */
export const host: Host = acquireVsCodeApi();
