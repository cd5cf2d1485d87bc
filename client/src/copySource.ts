import { env, window } from 'vscode';
import type { DiagramPanel } from './diagramPanel';

/** Copies the panel's diagram as portable Mermaid source. */
export async function copySource({ diagram }: DiagramPanel): Promise<void> {
  await copy(diagram?.portableSource ?? '');
}

/** Puts Mermaid source into the clipboard and confirms it in the status bar. */
export async function copy(source: string): Promise<void> {
  if (source === '') {
    void window.showInformationMessage('There are no tables to copy a diagram of.');
    return;
  }
  await env.clipboard.writeText(source);
  window.setStatusBarMessage('$(check) Mermaid source copied', 3000);
}
