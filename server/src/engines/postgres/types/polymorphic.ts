import type { TypeUse } from '../../../schema/model/type';
import type { Formula } from '../../../sql/code/formula';

/** The type that ANYELEMENT and other polymorphic types stand for in a call: that of the arguments of their kind (manual, 36.2.5). */
export function polymorphic(
  returns: TypeUse,
  types: readonly TypeUse[],
  given: readonly Formula[],
  common: (of: readonly Formula[]) => TypeUse | undefined,
): TypeUse | undefined {
  const kind = returns.kind === 'builtin' ? /^any(compatible)?(element|nonarray|array|enum)?$/.exec(returns.text) : null;
  if (kind === null) return returns;
  const isElement = (text: string): boolean => /^any(compatible)?(element|nonarray|enum)?$/.test(text);
  const isFamily = ({ text }: TypeUse): boolean => text.startsWith('anycompatible') === (kind[1] !== undefined);
  const places = types.flatMap((type, i) => (/^any/.test(type.text) && isFamily(type) && given[i] !== undefined ? [i] : []));
  const elements = places.filter((i) => isElement(types[i]!.text)).map((i) => given[i]!);
  const arrays = places.filter((i) => !isElement(types[i]!.text)).map((i) => given[i]!);
  const element = elements.length > 0 ? common(elements) : elementOf(common(arrays));
  return isElement(returns.text) ? element : element && { ...element, array: true };
}

function elementOf(type: TypeUse | undefined): TypeUse | undefined {
  return type?.array === true ? { ...type, array: false } : undefined;
}
