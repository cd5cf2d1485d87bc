import { type Diagnostic, extensions, languages, Uri, window, workspace } from 'vscode';

const patience = 30_000;

/** A file of the workspace that the tests run on: a copy of examples/shop. */
export function inWorkspace(path: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);
}

export async function open(path: string) {
  const document = await workspace.openTextDocument(inWorkspace(path));
  await window.showTextDocument(document);
  return document;
}

/** Resolves to the value as soon as there is one. Fails with `what` when there is none in time. */
export async function until<T>(what: string, value: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + patience; ; ) {
    const found = await value();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Our findings in a file, as soon as their codes are as wanted. */
export function findings(uri: Uri, isAsWanted: (codes: readonly string[]) => boolean): Promise<readonly Diagnostic[]> {
  return until(`findings in ${uri.path}`, () => {
    const ours = languages.getDiagnostics(uri).filter(({ source }) => source === 'Migration Lens');
    return isAsWanted(ours.map(codeOf)) ? ours : undefined;
  });
}

export function codeOf({ code }: Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

export function extension() {
  return extensions.getExtension('migration-lens.migration-lens')!;
}
