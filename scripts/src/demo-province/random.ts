import { createHash } from 'node:crypto';

/** A seeded source of chance. Each part of the province draws from its own, so that changing one part leaves the others alone. */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** low ≤ value < high. */
  between(low: number, high: number): number;
  /** A whole number, low ≤ value ≤ high. */
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  /** Around 0 with standard deviation 1. */
  normal(): number;
  pick<Item>(items: readonly Item[]): Item;
  /** A copy in random order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** The chance of one named part (`border`, `roads`, ...) of the province with this seed. */
export function randomOf(seed: number, part: string): Random {
  const digest = createHash('sha256').update(`${seed}/${part}`).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((offset) => digest.readUInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  // sfc32: 128 bits of state, passes PractRand, no multiplication.
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    chance: (share) => next() < share,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    shuffled: (items) => {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [copy[last], copy[other]] = [copy[other], copy[last]] as [(typeof copy)[0], (typeof copy)[0]];
      }
      return copy;
    },
  };
}

/** The id of a named thing: always the same for the same seed and name (a version 8 uuid). */
export function idOf(seed: number, name: string): string {
  const hex = createHash('sha256').update(`phen-dau demonstration ${seed} ${name}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
