import type { Expression as WrittenExpression } from '../../sql/change';
import { findType } from '../findType';
import type { Expression } from '../model/expression';
import type { Schema } from '../model/schema';
import { findRelation } from '../queries';
import { routinesNamed } from './routineUses';

/** An expression with the ids of the sequences, types and functions that it names and that exist at this point. */
export function resolveExpression(schema: Schema, expression: WrittenExpression): Expression {
  const sequences = (expression.sequences ?? []).flatMap((written) => {
    const { name, schema: inSchema } = nameParts(written);
    const ref = findRelation(schema, name, inSchema);
    return ref?.kind === 'sequence' ? ref.id : [];
  });
  const types = (expression.types ?? []).flatMap((written) => findType(schema, nameParts(written)) ?? []);
  const routines = routinesNamed(schema, expression.functions ?? []);
  return { text: expression.text, sequences, ...(types.length === 0 ? {} : { types }), ...(routines.length === 0 ? {} : { routines }) };
}

/** `name` or `schema.name`, each part in double quotes where the statement has them. */
function nameParts(written: string): { readonly name: string; readonly schema?: string } {
  const [name = '', schema] = written
    .split('.')
    .map((part) => part.replace(/^"(.*)"$/, '$1'))
    .reverse();
  return { name, ...(schema === undefined ? {} : { schema }) };
}
