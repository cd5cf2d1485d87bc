import { follow } from '../../code/follow';
import type { ChangeOf } from '../../sql/change';
import type { CodeCatalog } from '../code/codeCatalog';
import { catalogView, schemaOf } from '../code/view';
import type { Schema } from '../model/schema';
import { applyOpaque } from './apply';
import type { Context } from './context';

/**
 * The family of changes that run code (DO, CALL, SELECT of functions), for an engine with these catalogs. Code that cannot be followed
 * leaves a gap for the objects that it may touch. A statement that fails has no effect, as in PostgreSQL.
 */
export function codeFamily(catalog: CodeCatalog) {
  return (schema: Schema, { body }: ChangeOf<'runBlock' | 'callRoutines'>, context: Context): Schema => {
    const language = schema.engine.code;
    if (language === undefined) return applyOpaque(schema, { kind: 'opaque', reason: 'do-block' }, context);
    const followed = follow(body, catalogView(schema, { context, catalog, language }));
    if (followed.kind === 'done') return schemaOf(followed.view);
    const { failure } = followed;
    if (failure.kind === 'refused') failure.report();
    else context.report(failure);
    return schema;
  };
}
