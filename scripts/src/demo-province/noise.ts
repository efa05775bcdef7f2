import type { Random } from './random.ts';

/** Smooth noise over the plane, about -1..1, mean 0; one unit of its arguments is one wavelength. */
export type Noise = (x: number, y: number) => number;

/** Gradient noise with the quintic fade (Perlin 2002). Hashes a 256-cell table, so it repeats only every 256 wavelengths. */
export function gradientNoise(random: Random): Noise {
  const order = random.shuffled(Array.from({ length: 256 }, (_, index) => index));
  const table = new Uint8Array(512);
  const across = new Float64Array(256);
  const up = new Float64Array(256);
  for (let index = 0; index < 512; index++) table[index] = order[index & 255] ?? 0;
  for (let index = 0; index < 256; index++) {
    const angle = random.between(0, 2 * Math.PI);
    across[index] = Math.cos(angle) * 1.5;
    up[index] = Math.sin(angle) * 1.5;
  }
  const at = (array: Float64Array | Uint8Array, index: number): number => array[index] ?? 0;
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const dx = x - column;
    const dy = y - row;
    const left = at(table, column & 255);
    const right = at(table, (column + 1) & 255);
    const g00 = at(table, left + (row & 255));
    const g10 = at(table, right + (row & 255));
    const g01 = at(table, left + ((row + 1) & 255));
    const g11 = at(table, right + ((row + 1) & 255));
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const n00 = at(across, g00) * dx + at(up, g00) * dy;
    const n10 = at(across, g10) * (dx - 1) + at(up, g10) * dy;
    const n01 = at(across, g01) * dx + at(up, g01) * (dy - 1);
    const n11 = at(across, g11) * (dx - 1) + at(up, g11) * (dy - 1);
    const bottom = n00 + u * (n10 - n00);
    return bottom + v * (n01 + u * (n11 - n01) - bottom);
  };
}
