import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sourceFiles } from './layers';

/*
 * Trees, changes and formulas are walked by their shapes, which the types make complete. A walk by reflection would miss a new field without
 * a word, and would call itself as deeply as a text is nested. So these files alone ask an object for its keys.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'server/src/sql/shapes/shape.ts': 'the fields of a shape, which the types make complete',
  'server/src/sql/placeholders/syntax.ts': 'values of placeholders by name',
  'server/src/schema/model/postgresPart.ts': 'the marks of an object that has no objects within it',
  'server/src/schema/versions/entries.ts': 'the parts of the schema, by name',
  'server/src/schema/versions/equal.ts': 'compares objects whatever they are',
  'server/src/engines/postgres/types/builtins.ts': 'a table of functions',
  'server/src/engines/postgres/code/catalog/relation.ts': 'the columns of a catalog',
  'server/src/engines/postgres/read/libpg/tree.ts': 'the walks over the trees of the parser',
  'server/src/engines/postgres/read/libpg/lower.ts': 'the tag of one node',
  'server/src/engines/postgres/read/libpg/plpgsql.ts': 'the tag of one node',
  'server/src/engines/postgres/read/libpg/formulas.ts': 'the tag of one node',
  'server/src/engines/postgres/read/libpg/formulaQueries.ts': 'whether one node is empty',
};

const BY_REFLECTION = /\bObject\.(?:values|entries|keys)\b|\bReflect\.ownKeys\b|\bfor \((?:const|let) \w+ in\b/;

describe('walks by reflection', () => {
  it('are where a reason is given, and nowhere else', () => {
    const using = sourceFiles()
      .filter((file) => /^server\/src\/(?:sql|code|schema|engines)\//.test(file))
      .filter((file) => BY_REFLECTION.test(readFileSync(file, 'utf8')));
    assert.deepEqual(using.sort(), Object.keys(ALLOWED).sort());
  });
});
