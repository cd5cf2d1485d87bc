import { settingSchema } from './jsonSchema';
import { editorSettings } from './settings';

const FILE = 'migration-lens.json';

/** The parts of `contributes` in package.json that are generated from the settings. */
export function manifestContributions(): Readonly<Record<string, unknown>> {
  return {
    configuration: {
      title: 'Migration Lens',
      properties: Object.fromEntries(
        Object.keys(editorSettings).map((name, order) => [`migrationLens.${name}`, { ...described(name), order }]),
      ),
    },
    jsonValidation: [{ fileMatch: FILE, url: './schemas/migration-lens.schema.json' }],
    // JSON with comments, so that VS Code accepts them in the file.
    languages: [{ id: 'jsonc', filenames: [FILE] }],
  };
}

/** Without the plain description: VS Code shows the Markdown one, and its settings search would show both. */
function described(name: string): Readonly<Record<string, unknown>> {
  const { description: _, ...schema } = settingSchema(editorSettings[name]!);
  return { ...schema, scope: 'window' };
}
