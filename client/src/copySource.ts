import { env, window } from 'vscode';
import type { DiagramPanel } from './diagramPanel';

/** What the panel shows, in the Mermaid that documents elsewhere understand. */
export async function copySource({ diagram }: DiagramPanel): Promise<void> {
  await copy(diagram?.portableSource ?? '');
}

/** Puts Mermaid source into the clipboard, and says so. */
export async function copy(source: string): Promise<void> {
  if (source === '') {
    void window.showInformationMessage('There are no tables to copy a diagram of.');
    return;
  }
  await env.clipboard.writeText(source);
  window.setStatusBarMessage('$(check) Mermaid source copied', 3000);
}
