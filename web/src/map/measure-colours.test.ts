import { describe, expect, it } from 'vitest';
import { measureColours, measures, palettes } from './palette.ts';

/** How colours are seen without one kind of cone, after Viénot, Brettel and Mollon 1999, in linear RGB. */
const eyes = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranope: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  protanope: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
} as const;

type Triple = readonly [number, number, number];
const linear = (hex: string): Triple => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const times = (matrix: readonly Triple[], [r, g, b]: Triple): Triple => {
  const [x = 0, y = 0, z = 0] = matrix.map((row) => row[0] * r + row[1] * g + row[2] * b);
  return [x, y, z];
};
/** CIE L*a*b* under D65. */
const lab = (rgb: Triple): Triple => {
  const [x, y, z] = times(
    [
      [0.4124, 0.3576, 0.1805],
      [0.2126, 0.7152, 0.0722],
      [0.0193, 0.1192, 0.9505],
    ],
    rgb,
  );
  const bend = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const [fx, fy, fz] = [bend(x / 0.9505), bend(y), bend(z / 1.089)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
};
const difference = (a: string, b: string, eye: readonly Triple[]) => {
  const [one, other] = [lab(times(eye, linear(a))), lab(times(eye, linear(b)))];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
};
const luminance = (hex: string) =>
  times(
    [
      [0.2126, 0.7152, 0.0722],
      [0, 0, 0],
      [0, 0, 0],
    ],
    linear(hex),
  )[0];
const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

describe('the colours of the measures', () => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [eye, matrix] of Object.entries(eyes)) {
      it(`can be told apart, ${scheme}, by a ${eye} reader`, () => {
        for (const a of measures) {
          for (const b of measures.slice(measures.indexOf(a) + 1)) {
            const apart = difference(
              measureColours[scheme][a],
              measureColours[scheme][b],
              matrix as unknown as Triple[],
            );
            expect(apart, `${a} and ${b}`).toBeGreaterThan(14);
          }
        }
      });
    }

    it(`stand out from the land and the province, ${scheme}`, () => {
      for (const measure of measures) {
        for (const ground of [palettes[scheme].land, palettes[scheme].province]) {
          expect(contrast(measureColours[scheme][measure], ground), measure).toBeGreaterThan(2.2);
        }
      }
    });
  }
});
