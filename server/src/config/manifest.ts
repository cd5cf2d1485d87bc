import { settingSchema } from './jsonSchema';
import { editorSettings } from './settings';

const FILE = 'migration-lens.json';

/** The parts of `contributes` in package.json that follow from the settings. */
export function manifestContributions(): Readonly<Record<string, unknown>> {
  return {
    configuration: {
      title: 'Migration Lens',
      properties: Object.fromEntries(
        Object.keys(editorSettings).map((name, order) => [`migrationLens.${name}`, { ...described(name), order }]),
      ),
    },
    jsonValidation: [{ fileMatch: FILE, url: './schemas/migration-lens.schema.json' }],
    // Comments in it are no mistakes.
    languages: [{ id: 'jsonc', filenames: [FILE] }],
  };
}

/** VS Code shows the Markdown; a plain description beside it would be shown twice in its settings search. */
function described(name: string): Readonly<Record<string, unknown>> {
  const { description: _, ...schema } = settingSchema(editorSettings[name]!);
  return { ...schema, scope: 'window' };
}
