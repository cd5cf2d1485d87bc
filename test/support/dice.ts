/** Random choices determined by a seed. */
export interface Dice {
  /** An integer from 0 to sides − 1. */
  roll(sides: number): number;
  /** True with a probability of 1 in `inSoMany`. */
  once(inSoMany: number): boolean;
  pick<T>(list: readonly T[]): T | undefined;
  /** Between `least` and `most` elements in random order, or all of a list that is shorter. */
  some<T>(list: readonly T[], least: number, most: number): readonly T[];
}

/** Mulberry32: small, fast, and good enough to shuffle statements. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const dice: Dice = {
    roll: (sides) => next() % sides,
    once: (inSoMany) => dice.roll(inSoMany) === 0,
    pick: (list) => list[dice.roll(Math.max(list.length, 1))],
    some(list, least, most) {
      const rest = [...list];
      const wanted = least + dice.roll(most - least + 1);
      const taken = [];
      while (taken.length < wanted && rest.length > 0) taken.push(...rest.splice(dice.roll(rest.length), 1));
      return taken;
    },
  };
  return dice;
}
