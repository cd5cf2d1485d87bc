import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { DiagramView, Drawing, FromPage, TableBox, ToPage } from '../../../client/webview/messages';
import { importScript, openPage, root } from './openPage';

export type Theme = keyof typeof THEMES;

/** Some of the variables that VS Code sets, with their values in Dark Modern, Light Modern and Dark High Contrast. */
const THEMES = {
  dark: {
    className: 'vscode-dark',
    '--vscode-editor-background': '#1f1f1f',
    '--vscode-editor-foreground': '#cccccc',
    '--vscode-foreground': '#cccccc',
    '--vscode-descriptionForeground': '#9d9d9d',
    '--vscode-panel-border': '#2b2b2b',
    '--vscode-textLink-foreground': '#4daafc',
    '--vscode-focusBorder': '#0078d4',
    '--vscode-badge-background': '#616161',
    '--vscode-badge-foreground': '#f8f8f8',
    '--vscode-toolbar-hoverBackground': '#5a5d5e50',
    '--vscode-dropdown-background': '#313131',
    '--vscode-dropdown-foreground': '#cccccc',
    '--vscode-dropdown-border': '#3c3c3c',
    '--vscode-list-hoverBackground': '#2a2d2e',
    '--vscode-editorWidget-background': '#202020',
    '--vscode-editorWidget-foreground': '#cccccc',
    '--vscode-widget-border': '#313131',
    '--vscode-editorWarning-foreground': '#cca700',
    '--vscode-progressBar-background': '#0078d4',
  },
  light: {
    className: 'vscode-light',
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#3b3b3b',
    '--vscode-foreground': '#3b3b3b',
    '--vscode-descriptionForeground': '#3b3b3b',
    '--vscode-panel-border': '#e5e5e5',
    '--vscode-textLink-foreground': '#005fb8',
    '--vscode-focusBorder': '#005fb8',
    '--vscode-badge-background': '#cccccc',
    '--vscode-badge-foreground': '#3b3b3b',
    '--vscode-toolbar-hoverBackground': '#b8b8b850',
    '--vscode-dropdown-background': '#ffffff',
    '--vscode-dropdown-foreground': '#3b3b3b',
    '--vscode-dropdown-border': '#cecece',
    '--vscode-list-hoverBackground': '#f2f2f2',
    '--vscode-editorWidget-background': '#f8f8f8',
    '--vscode-editorWidget-foreground': '#3b3b3b',
    '--vscode-widget-border': '#e5e5e5',
    '--vscode-editorWarning-foreground': '#bf8803',
    '--vscode-progressBar-background': '#005fb8',
  },
  contrast: {
    className: 'vscode-high-contrast',
    '--vscode-list-hoverBackground': '#ffffff1a',
    '--vscode-editor-background': '#000000',
    '--vscode-editor-foreground': '#ffffff',
    '--vscode-foreground': '#ffffff',
    '--vscode-descriptionForeground': '#ffffffb3',
    '--vscode-contrastBorder': '#6fc3df',
    '--vscode-contrastActiveBorder': '#f38518',
    '--vscode-panel-border': '#6fc3df',
    '--vscode-textLink-foreground': '#21a6ff',
    '--vscode-focusBorder': '#f38518',
    '--vscode-badge-background': '#000000',
    '--vscode-badge-foreground': '#ffffff',
    '--vscode-dropdown-background': '#000000',
    '--vscode-dropdown-foreground': '#ffffff',
    '--vscode-dropdown-border': '#6fc3df',
    '--vscode-editorWidget-background': '#0c141f',
    '--vscode-editorWidget-foreground': '#ffffff',
    '--vscode-editorWarning-foreground': '#ffd370',
    '--vscode-progressBar-background': '#6fc3df',
  },
} as const;

/** Bundles the files of the page as the extension's build does. */
export async function bundlePage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['client/webview/diagram.ts', 'client/webview/diagram.css'],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'webview',
    write: false,
    logLevel: 'error',
    plugins: [await mermaidForErDiagrams()],
  });
  return new Map(outputFiles.map((file) => [path.relative(path.join(root, 'webview'), file.path).replaceAll('\\', '/'), file.contents]));
}

/** Mermaid as the page bundles it, in one script that leaves it in a global variable. */
export async function mermaidWithElk(): Promise<string> {
  const contents = `
    import elkLayouts from '@mermaid-js/layout-elk';
    import mermaid from 'mermaid';
    mermaid.registerLayoutLoaders(elkLayouts);
    globalThis.mermaid = mermaid;`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    logLevel: 'error',
    plugins: [await mermaidForErDiagrams()],
  });
  return outputFiles[0]!.text;
}

async function mermaidForErDiagrams(): Promise<Plugin> {
  const script = await importScript<{ mermaidForErDiagrams(): Plugin }>('scripts/build/mermaid.mjs');
  return script.mermaidForErDiagrams();
}

/** The page as it is in the editor, with the same content security policy; the object that VS Code gives it is all that is made up. */
export async function openDiagram(browser: Browser, files: ReadonlyMap<string, Uint8Array>, state?: unknown): Promise<Page> {
  const policy =
    "default-src 'none'; script-src 'self' 'nonce-stub'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'";
  const page = await openPage(
    browser,
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="diagram.css"><script nonce="stub">
      window.posted = []; window.state = ${JSON.stringify(state) ?? 'undefined'}; window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
      window.acquireVsCodeApi = () => ({ postMessage: (message) => posted.push(message), getState: () => state, setState: (next) => { state = next; } });
    </script></head><body><script type="module" src="diagram.js"></script></body></html>`,
    files,
  );
  await setTheme(page, 'dark');
  await page.waitForFunction(() => (globalThis as unknown as Window0).posted.some((message) => message.type === 'ready'));
  return page;
}

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(({ className, ...variables }) => {
    document.documentElement.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = className;
  }, THEMES[theme]);
}

/** Hands the page a message, and waits until it has received it. */
export async function send(page: Page, message: ToPage): Promise<void> {
  await page.evaluate(
    (data) =>
      new Promise<void>((received) => {
        // Added after the page's own listener, so called after it.
        addEventListener('message', () => received(), { once: true });
        window.postMessage(data);
      }),
    message,
  );
}

/** Messages that the page has sent so far. */
export async function posted(page: Page): Promise<readonly FromPage[]> {
  return page.evaluate(() => (globalThis as unknown as Window0).posted);
}

/** Waits until the page has finished the drawing with this sequence number, and returns the resulting state. */
export async function outcome(page: Page, sequence: number): Promise<string> {
  const diagram = page.locator(`#diagram[data-sequence="${sequence}"]:not([data-state="rendering"])`);
  await diagram.waitFor();
  return (await diagram.getAttribute('data-state')) ?? '';
}

export const wholeView: DiagramView = { detail: 'auto', depth: 1, locked: false };

export function drawing(sequence: number, source: string, boxes: readonly TableBox[], incomplete = false): Drawing {
  return { sequence, source, boxes, title: 'db/migrations (goose)', detail: 'full', incomplete };
}

interface Window0 {
  readonly posted: readonly FromPage[];
}
