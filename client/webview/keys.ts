import type { Viewport } from './viewport';

const STEP = 60;

const ACTIONS: Readonly<Record<string, (port: Viewport) => void>> = {
  '+': (port) => port.zoomBy(1.25),
  '=': (port) => port.zoomBy(1.25),
  '-': (port) => port.zoomBy(1 / 1.25),
  '0': (port) => port.fit(),
  ArrowLeft: (port) => port.panBy(STEP, 0),
  ArrowRight: (port) => port.panBy(-STEP, 0),
  ArrowUp: (port) => port.panBy(0, STEP),
  ArrowDown: (port) => port.panBy(0, -STEP),
};

/** Handles keys without modifiers: with Ctrl or Cmd they are VS Code's own zoom. */
export function listenToKeys(port: Viewport): void {
  addEventListener('keydown', (event) => {
    const action = ACTIONS[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    action(port);
  });
}
