/**
 * Numbers from 0 to below 1 that look random, the same ones for the same seed (mulberry32): what a test or a bench makes its
 * scenes from, so that it fails again as it failed before. With 32 bits of state it is no source of secrets or of ids.
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
