import { nearestField } from './distance-field.ts';
import { type Place, toPlace } from './frame.ts';
import { boxAround, filled, type Grid, gridOver, sampled } from './grid.ts';
import { gradientNoise, type Noise } from './noise.ts';
import { itemAt, resampled } from './polyline.ts';
import { randomOf } from './random.ts';
import { riverCourses } from './rivers.ts';
import { nearestOn } from './side.ts';

/** Metres above the sea at a place of the plane: one invented relief for markers, roads, streams and the map's hills. */
export type Terrain = (x: number, y: number) => number;

/** How high the land lies in general, metres: mountains in the north-west, the delta in the south, the sea in the south-east. */
const trendPlaces: readonly (readonly [longitude: number, latitude: number, metres: number])[] = [
  [104.6, 23.3, 1100],
  [105.0, 22.8, 900],
  [105.7, 22.9, 800],
  [106.3, 22.7, 560],
  [106.9, 22.9, 420],
  [107.4, 22.4, 210],
  [108.3, 22.9, 130],
  [108.9, 22.6, 90],
  [105.0, 21.9, 330],
  [105.6, 22.3, 520],
  [106.1, 22.2, 520],
  [106.5, 22.3, 400],
  [106.8, 22.2, 380],
  [106.3, 21.9, 470],
  [106.7, 21.9, 380],
  [107.0, 21.75, 420],
  [107.3, 21.65, 520],
  [107.7, 21.85, 620],
  [108.2, 21.9, 180],
  [108.7, 21.7, 20],
  [107.5, 21.45, 330],
  [107.1, 21.45, 330],
  [106.6, 21.6, 300],
  [106.3, 21.55, 180],
  [105.9, 21.6, 110],
  [105.5, 21.4, 60],
  [105.9, 21.1, 8],
  [106.4, 21.2, 20],
  [106.9, 21.2, 160],
  [107.2, 21.05, 60],
  [107.7, 21.3, 40],
  [108.2, 21.4, 0],
  [106.6, 20.7, 2],
  [105.2, 20.7, 320],
  [105.0, 21.2, 120],
  [107.6, 20.6, 0],
  [105.9, 20.3, 5],
  [104.7, 21.5, 700],
  [104.6, 20.3, 700],
];

/** Where roads cross the border; the range is low there. */
const gatePlaces: readonly Place[] = [
  toPlace(106.65, 22.28),
  toPlace(106.67, 22.02),
  toPlace(106.71, 21.98),
  toPlace(107.0, 21.81),
];

const massif = { place: toPlace(106.955, 21.865), reach: 6500, metres: 720 };

const smoothStep = (low: number, high: number, value: number): number => {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
};

function trend(): (place: Place) => number {
  const points = trendPlaces.map(([longitude, latitude, metres]) => ({ place: toPlace(longitude, latitude), metres }));
  const grid = gridOver(
    boxAround(
      points.map(({ place }) => place),
      40_000,
    ),
    5000,
  );
  const values = filled(grid, (x, y) => {
    let sum = 0;
    let weights = 0;
    for (const { place, metres } of points) {
      const weight = Math.exp(-((place[0] - x) ** 2 + (place[1] - y) ** 2) / (2 * 24_000 ** 2)) + 1e-9;
      sum += weight * metres;
      weights += weight;
    }
    return sum / weights;
  });
  return (place) => sampled(grid, values, place);
}

/** Metres to the nearest place of any of the lines, as a smooth field; far outside it is simply far. */
function distanceTo(lines: readonly (readonly Place[])[], margin: number): (place: Place) => number {
  const places = lines.flatMap((line) => resampled(line, 250));
  const grid: Grid = gridOver(boxAround(places, margin), 500);
  const { metres } = nearestField(grid, places);
  return (place) => sampled(grid, metres, place);
}

/**
 * Noise folded into crests, five octaves of it, each rougher where the one before is high; about 0..1. The grain runs
 * north-west to south-east, as the ranges of the region do.
 */
function crests(x: number, y: number, noise: Noise): number {
  const along = (x - y) * 0.5;
  const across = (x + y) * 0.78;
  let sum = 0;
  let strength = 0.5;
  let weight = 1;
  let scale = 1 / 17_000;
  for (let octave = 0; octave < 5; octave++) {
    const value = noise(along * scale + octave * 31.7, across * scale - octave * 17.3);
    const fold = 1 - Math.sqrt(value * value + 0.004) * 1.5;
    const crest = (octave === 0 ? 0.5 + 0.55 * value : fold * fold) * weight;
    sum += crest * strength;
    weight = Math.min(1, Math.max(0.15, crest * 1.7));
    strength *= 0.58;
    scale *= 1.97;
  }
  return sum;
}

/** The relief of the demonstration province and its neighbourhood; the border follows a range with passes at the gates. */
export function makeTerrain(seed: number, course: readonly Place[]): Terrain {
  const passes = gatePlaces.map((gate) => itemAt(course, nearestOn(course, gate).index));
  const noise = gradientNoise(randomOf(seed, 'terrain'));
  const general = trend();
  const toRiver = distanceTo(riverCourses, 12_000);
  const toBorder = distanceTo([course], 20_000);
  return (x, y) => {
    const place: Place = [x, y];
    const base = general(place);
    const warpX = x + 2600 * noise(x / 15_000 + 91.3, y / 15_000);
    const warpY = y + 2600 * noise(x / 15_000, y / 15_000 + 47.1);
    const crest = crests(warpX, warpY, noise);
    let height = base * 0.4 + (base * 1.05 + 6) * crest;
    const offBorder = toBorder(place);
    if (offBorder < 15_000) {
      const strength = 440 + 260 * noise(x / 9000 + 7.7, y / 9000 - 3.1);
      let uplift = strength * (0.45 + 0.9 * crest) * Math.exp(-((offBorder / 4600) ** 2));
      for (const pass of passes) {
        uplift *= 1 - 0.85 * Math.exp(-((pass[0] - x) ** 2 + (pass[1] - y) ** 2) / (2 * 1300 ** 2));
      }
      height += uplift;
    }
    const offMassif = (massif.place[0] - x) ** 2 + (massif.place[1] - y) ** 2;
    height += massif.metres * Math.exp(-offMassif / (2 * massif.reach ** 2)) * (0.35 + 1.1 * crest);
    const floor = base * 0.48;
    const offRiver = toRiver(place) + 500 * noise(x / 2600, y / 2600);
    const open = smoothStep(300, 6000, offRiver);
    return Math.max(0, floor + (height - floor) * (0.06 + 0.94 * open));
  };
}
