import { delimited, type Placeholders } from '../../../sql/placeholders/syntax';
import { SPRING_FILES } from '../../layout/addresses';
import { configsAbove, javaProperties, type ToolConfig, tomlValue, yamlValue } from '../../layout/configs';
import type { FileLookup, FolderView, RootDatabase } from '../../tool';

/** Flyway's own files and Spring Boot's. In the latter, Flyway's keys are below `spring.flyway`. */
export const CONFIG_FILES: readonly string[] = ['flyway.toml', 'flyway.conf', 'conf/flyway.toml', 'conf/flyway.conf', ...SPRING_FILES];

/** `${name}` in any letter case, unless the configuration says otherwise. Undefined when replacement is disabled. */
export function flywayPlaceholders({ path }: FolderView, lookup: FileLookup, { dialect }: RootDatabase): Placeholders | undefined {
  const configs = configsAbove(path, CONFIG_FILES, lookup);
  const values = [...configs].reverse().map(settings);
  const all = new Map(values.flatMap((each) => [...each]));
  if (all.get('placeholderReplacement') === 'false') return undefined;
  const syntax = delimited(all.get('placeholderPrefix') ?? '${', all.get('placeholderSuffix') ?? '}', { ignoresCase: true });
  const own = [...all].flatMap(([key, value]) => {
    const name = /^placeholders\.(.+)$/.exec(key)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  return { syntaxes: [syntax], values: { ...builtIn(all, dialect.defaultSchema), ...Object.fromEntries(own) } };
}

/** Flyway's built-in placeholders. Values that depend on the run are stand-ins of the same kind. */
function builtIn(all: ReadonlyMap<string, string>, defaultSchema: string): Readonly<Record<string, string>> {
  return {
    'flyway:defaultSchema': all.get('defaultSchema') ?? all.get('schemas')?.split(',')[0]?.trim() ?? defaultSchema,
    'flyway:table': all.get('table') ?? 'flyway_schema_history',
    'flyway:user': all.get('user') ?? 'flyway',
    'flyway:database': 'database',
    'flyway:timestamp': '2000-01-01 00:00:00',
    'flyway:filename': '',
    'flyway:workingDirectory': '',
    'flyway:environment': 'default',
  };
}

/** Settings by name without `flyway.`. Names of nested settings are joined with dots. */
function settings({ path, text }: ToolConfig): ReadonlyMap<string, string> {
  const isSpring = SPRING_FILES.some((name) => path.endsWith(name));
  if (path.endsWith('.toml')) return new Map(flat(tomlValue(text, 'flyway'), ''));
  if (/\.ya?ml$/.test(path)) return new Map(flat(yamlValue(text, 'spring', 'flyway'), '').flatMap(springSetting));
  const prefix = isSpring ? 'spring.flyway.' : 'flyway.';
  const own = [...javaProperties(text)].flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  );
  return new Map(isSpring ? own.flatMap(springSetting) : own);
}

/** Spring also accepts keys with hyphens. Of a value such as `${NAME:default}` the default counts. */
function springSetting([key, value]: readonly [string, string]): readonly (readonly [string, string])[] {
  const [, fallback] = /^\$\{[^:}]+(?::([^}]*))?\}$/.exec(value) ?? [];
  if (value.includes('${') && fallback === undefined) return [];
  const name = key.startsWith('placeholders.') ? key : key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [[name, fallback ?? value]];
}

function flat(value: unknown, prefix: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return [[prefix, value.join(',')]];
  if (typeof value !== 'object' || value === null) return value === undefined || value === null ? [] : [[prefix, String(value)]];
  return Object.entries(value).flatMap(([key, field]) => flat(field, prefix === '' ? key : `${prefix}.${key}`));
}
