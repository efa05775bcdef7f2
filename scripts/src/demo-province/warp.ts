import type { Place } from './frame.ts';
import { gradientNoise } from './noise.ts';
import type { Random } from './random.ts';

const octaves = [
  { wavelength: 9000, reach: 1100 },
  { wavelength: 3600, reach: 430 },
  { wavelength: 1500, reach: 190 },
  { wavelength: 640, reach: 75 },
];

/**
 * A bending of the plane without folds (no octave is steep enough for one): straight edges that share their ends become
 * natural-looking ones that still share them and still do not cross.
 */
export interface Warp {
  bend(place: Place): Place;
  /** The place which `bend` takes to this one. */
  unbend(place: Place): Place;
}

export function makeWarp(random: Random): Warp {
  const east = gradientNoise(random);
  const north = gradientNoise(random);
  const bend = ([x, y]: Place): Place => {
    let [dx, dy] = [0, 0];
    for (const { wavelength, reach } of octaves) {
      dx += reach * east(x / wavelength, y / wavelength);
      dy += reach * north(x / wavelength, y / wavelength);
    }
    return [x + dx, y + dy];
  };
  const unbend = (place: Place): Place => {
    let guess = place;
    for (let round = 0; round < 30; round++) {
      const bent = bend(guess);
      guess = [guess[0] + 0.7 * (place[0] - bent[0]), guess[1] + 0.7 * (place[1] - bent[1])];
    }
    return guess;
  };
  return { bend, unbend };
}
