import { type Diagnostic, extensions, languages, Uri, window, workspace } from 'vscode';

/** Generous: what it ends is an editor that hangs, on a slow machine as well. */
const LOOKS = 6_000;

/** A file of the workspace that the tests run on: a copy of examples/shop. */
export function inWorkspace(path: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);
}

export async function open(path: string) {
  const document = await workspace.openTextDocument(inWorkspace(path));
  await window.showTextDocument(document);
  return document;
}

/** The value, as soon as there is one: looks for it every 50 ms. Fails with `what` when it does not come. */
export async function until<T>(what: string, value: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const found = await value();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: did not come`);
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
