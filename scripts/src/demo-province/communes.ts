import { type CommuneName, communeNames, type UnitKind } from './commune-names.ts';
import { type Place, toPlace } from './frame.ts';
import { outside, type Partition, partitioned, ringOf } from './partition.ts';
import { distance, itemAt, lastOf, resampled } from './polyline.ts';
import { type Random, randomOf } from './random.ts';
import { isInside, nearestOn, vietnameseSide } from './side.ts';
import { makeWarp } from './warp.ts';

/** One unit: a ring that repeats its first place, anticlockwise. */
export interface Unit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly district: string;
  readonly ring: readonly Place[];
  /** A place well inside. */
  readonly middle: Place;
}

export interface Units {
  /** Since July 2025. */
  readonly now: readonly Unit[];
  /** Until then; the index of the unit that took each one in. */
  readonly before: readonly (Unit & { readonly within: number })[];
  /** The whole province. */
  readonly province: readonly Place[];
}

const insideMargin = 4200;

/** Roughly the province, to a few kilometres; seeds of the neighbours stand outside it. */
const outline: readonly Place[] = (
  [
    [106.18, 22.3],
    [106.19, 22.42],
    [106.36, 22.47],
    [106.44, 22.43],
    [106.55, 22.44],
    [106.75, 22.3],
    [106.75, 22.0],
    [107.1, 21.95],
    [107.4, 21.75],
    [107.36, 21.58],
    [107.29, 21.43],
    [107.2, 21.36],
    [107.05, 21.31],
    [106.88, 21.37],
    [106.88, 21.49],
    [106.75, 21.53],
    [106.6, 21.51],
    [106.53, 21.43],
    [106.36, 21.38],
    [106.17, 21.48],
    [106.16, 21.66],
    [106.08, 21.76],
    [106.08, 22.05],
    [106.2, 22.12],
  ] as const
).map(([longitude, latitude]) => toPlace(longitude, latitude));

/** The communes of the demonstration province, for its border line. Shapes are invented; names and their order are real. */
export function makeUnits(seed: number, line: readonly Place[]): Units {
  for (let attempt = 0; attempt < 40; attempt++) {
    const units = tryUnits(randomOf(seed, `communes ${attempt}`), line);
    if (units) return units;
  }
  throw new Error(`Seed ${seed} gives no clean division into communes`);
}

function tryUnits(random: Random, line: readonly Place[]): Units | undefined {
  // Every sixteenth place is 370 m on: exact enough to choose seeds by, and two hundred times faster.
  const rough = line.filter((_, index) => index % 16 === 0 || index === line.length - 1);
  const side = vietnameseSide(rough);
  const off = (place: Place): number => nearestOn(rough, place).metres;
  const seeds = communeNames.map((name) => seedOf(name, random, rough, side));
  const neighbours = neighbourSeeds(random, rough, side);
  const all = [...seeds, ...neighbours];
  const nearestSeed = (place: Place): number => nearestOn(all, place).index;
  const older = communeNames.flatMap((unit, within) => {
    const count = unit.older.length;
    const near = itemAt(seeds, within);
    const samples: Place[] = [];
    for (let tries = 0; tries < 900 && samples.length < 30 * count; tries++) {
      const angle = random.between(0, 2 * Math.PI);
      const reach = 13_000 * Math.sqrt(random.next());
      const place: Place = [near[0] + reach * Math.cos(angle), near[1] + reach * Math.sin(angle)];
      if (nearestSeed(place) === within && off(place) > 900 && isInside(place, side)) samples.push(place);
    }
    return clustered(samples, count, near).map((place, index) => ({ place, within, ...itemAt(unit.older, index) }));
  });
  const cells = older.map(({ place }) => place);
  const partition = partitioned(
    line,
    [...cells, ...mirroredAtEnds(line, cells), ...neighbours],
    older.length,
    makeWarp(random),
  );
  if (!partition) return undefined;
  return assembled(partition, older);
}

type Older = { readonly place: Place; readonly within: number; readonly name: string; readonly kind: UnitKind };

function assembled(partition: Partition, older: readonly Older[]): Units | undefined {
  const province = ringOf(partition, (cell) => cell !== outside);
  if (!province) return undefined;
  const before: (Unit & { within: number })[] = [];
  for (const [cell, { name, kind, within, place }] of older.entries()) {
    const ring = ringOf(partition, (other) => other === cell);
    if (!ring) return undefined;
    before.push({ name, kind, district: itemAt(communeNames, within).district, ring, middle: place, within });
  }
  const now: Unit[] = [];
  for (const [index, { name, kind, district }] of communeNames.entries()) {
    const ring = ringOf(partition, (cell) => older[cell]?.within === index);
    const first = older.find(({ within }) => within === index);
    if (!ring || !first) return undefined;
    now.push({ name, kind, district, ring, middle: first.place });
  }
  return { now, before, province };
}

/** The rough place of a name, moved a little, and away from the border where it is too near or beyond it. */
function seedOf(name: CommuneName, random: Random, line: readonly Place[], side: readonly Place[]): Place {
  const [x, y] = toPlace(name.longitude, name.latitude);
  let place: Place = [x + random.between(-900, 900), y + random.between(-900, 900)];
  for (let round = 0; round < 40; round++) {
    const { index, metres } = nearestOn(line, place);
    const within = isInside(place, side);
    if (within && metres >= insideMargin) break;
    const near = itemAt(line, index);
    const step = (within ? insideMargin - metres : -(metres + insideMargin)) + 100;
    const span = metres || 1;
    place = [place[0] + ((place[0] - near[0]) / span) * step, place[1] + ((place[1] - near[1]) / span) * step];
  }
  return place;
}

/**
 * For each end of the border, the mirror image of the nearest seed in the line that leads inland from that end, so that the
 * edge between the two, which is an edge of the province, meets the border at its end.
 */
function mirroredAtEnds(line: readonly Place[], places: readonly Place[]): Place[] {
  const reach = 250;
  return [0, line.length - 1].map((index) => {
    const end = itemAt(line, index);
    const onward = itemAt(line, Math.abs(index - reach));
    const span = distance(end, onward);
    const along: Place = [(end[0] - onward[0]) / span, (end[1] - onward[1]) / span];
    const near = itemAt(places, nearestOn(places, end).index);
    const ahead = (near[0] - end[0]) * along[0] + (near[1] - end[1]) * along[1];
    return [near[0] - 2 * ahead * along[0], near[1] - 2 * ahead * along[1]];
  });
}

/** Seeds all around for the neighbouring provinces. */
function neighbourSeeds(random: Random, line: readonly Place[], side: readonly Place[]): Place[] {
  const places: Place[] = [];
  const [west, south] = toPlace(105.75, 21.1);
  const [east, north] = toPlace(107.75, 22.75);
  const edge = resampled([...outline, itemAt(outline, 0)], 1000);
  for (let x = west; x < east; x += 8000) {
    for (let y = south; y < north; y += 8000) {
      const place: Place = [x + random.between(-2500, 2500), y + random.between(-2500, 2500)];
      if (isInside(place, outline) || nearestOn(edge, place).metres < 2600) continue;
      if ([itemAt(line, 0), lastOf(line)].some((end) => distance(end, place) < 9000)) continue;
      if (places.some((other) => distance(other, place) < 5000)) continue;
      // A neighbour beyond the border would push the cells back from it.
      if (!isInside(place, side) && nearestOn(line, place).metres < 40_000) continue;
      places.push(place);
    }
  }
  return places;
}

/** The middles of `count` clusters of the samples (k-means). */
function clustered(samples: readonly Place[], count: number, fallback: Place): Place[] {
  if (samples.length < count * 4)
    return Array.from({ length: count }, (_, index) => [fallback[0] + index * 900, fallback[1]]);
  let middles = Array.from({ length: count }, (_, index) =>
    itemAt(samples, Math.floor((index * samples.length) / count)),
  );
  for (let round = 0; round < 10; round++) {
    const sums = middles.map(() => ({ x: 0, y: 0, count: 0 }));
    for (const sample of samples) {
      const sum = itemAt(sums, nearestOn(middles, sample).index);
      sum.x += sample[0];
      sum.y += sample[1];
      sum.count++;
    }
    middles = middles.map((middle, index): Place => {
      const sum = itemAt(sums, index);
      return sum.count > 0 ? [sum.x / sum.count, sum.y / sum.count] : middle;
    });
  }
  return middles;
}
