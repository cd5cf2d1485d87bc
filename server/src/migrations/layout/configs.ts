import { parse } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { FileLookup, FolderListing } from '../tool';
import { joinPath, parentFolder } from './folder';
import { isTooDeep } from './nesting';

/** A config file that lies in a folder or above it. */
export interface ToolConfig {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
}

/** All files of these names in the folder and above it, the nearest first. */
export function configsAbove(folder: string, names: readonly string[], lookup: FileLookup): readonly ToolConfig[] {
  return ancestors(folder).flatMap((above) =>
    names.flatMap((name) => {
      const path = above === '' ? name : `${above}/${name}`;
      const text = lookup(path);
      return text === undefined ? [] : [{ path, folder: above, text }];
    }),
  );
}

/** The path of the .NET project or package list, in or above the folder, that references one of the packages. */
export function dotnetManifest(folder: string, packages: RegExp, lookup: FileLookup, listing: FolderListing): string | undefined {
  for (const above of ancestors(folder)) {
    const project = listing(above).find(({ path, text }) => /\.(?:cs|fs|vb)proj$/.test(path) && packages.test(text));
    if (project !== undefined) return project.path;
  }
  return configsAbove(folder, ['Directory.Packages.props', '.config/dotnet-tools.json'], lookup).find(({ text }) => packages.test(text))
    ?.path;
}

/** The path of the nearest manifest, in or above the folder, whose text matches. */
export function manifestNaming(folder: string, name: string, pattern: RegExp, lookup: FileLookup): string | undefined {
  return configsAbove(folder, [name], lookup).find(({ text }) => pattern.test(text))?.path;
}

/** Whether a path written in the config file resolves to the folder. */
export function means(config: ToolConfig, path: unknown, folder: string): boolean {
  return typeof path === 'string' && joinPath(config.folder, path) === folder;
}

/** A value in a TOML text by its keys; undefined when it is not there or the text is no TOML. */
export function tomlValue(text: string, ...keys: readonly string[]): unknown {
  try {
    return valueAt(parse(text), keys);
  } catch {
    return undefined;
  }
}

function valueAt(whole: unknown, keys: readonly string[]): unknown {
  let value = whole;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return value;
}

/** A value in a YAML text by its keys; without keys the whole document. Undefined when it is not there or the text is no YAML. */
export function yamlValue(text: string, ...keys: readonly string[]): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return valueAt(parseYaml(text, { logLevel: 'silent' }), keys);
  } catch {
    return undefined;
  }
}

/** A value in a Java properties text, `key=value` or `key: value`. The last one wins. */
export function propertyValue(text: string, key: string): string | undefined {
  return javaProperties(text).get(key);
}

/** All keys and values of a Java properties text. */
export function javaProperties(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, key, value = ''] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** Keys and values of an INI text by section. The last value of a key wins. Sections are named as written between the brackets. */
export function iniSections(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[(.*)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim() ?? section;
    const [, key, value = ''] = /^\s*([^#;=\s[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined) sections.set(section, (sections.get(section) ?? new Map<string, string>()).set(key, unquoted(value)));
  }
  return sections;
}

function unquoted(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}

/** The folder and those above it, the nearest first; the last one is the workspace folder. */
export function ancestors(folder: string): readonly string[] {
  const result = [folder];
  for (let path = folder; path !== ''; ) {
    path = parentFolder(path);
    result.push(path);
  }
  return result;
}
