import { nearestField } from './distance-field.ts';
import { type Place, toPlace } from './frame.ts';
import { boxAround, cellAt, type Grid, gridOver, insideCells, middleOf } from './grid.ts';
import { gradientNoise } from './noise.ts';
import { distance, itemAt } from './polyline.ts';
import type { Post } from './posts.ts';
import { type Random, randomOf } from './random.ts';
import { type Ground, RoadNet } from './road-net.ts';
import { nearestOn } from './side.ts';
import type { Terrain } from './terrain.ts';
import type { Village } from './villages.ts';

/** The border communes: land within this distance of the line. */
const depthMetres = 19_000;
const cellMetres = 240;
const inlandVillages = 96;
const apartMetres = 1_900;

/** The towns along the main road, in the order in which it was built. */
const towns = [
  ['Thất Khê', 106.47, 22.252],
  ['Na Sầm', 106.607, 22.056],
  ['Đồng Đăng', 106.695, 21.945],
  ['Lạng Sơn', 106.761, 21.853],
  ['Lộc Bình', 106.923, 21.759],
  ['Na Dương', 106.956, 21.702],
  ['Đình Lập', 107.098, 21.546],
] as const;

export interface InlandRoad {
  readonly name: string;
  readonly line: readonly Place[];
  readonly isMain: boolean;
  readonly post: Post | null;
}

export interface Inland {
  /** Main roads between towns, then a road from each post to them. */
  readonly roads: readonly InlandRoad[];
  /** All villages, now each with a road to the net. */
  readonly villages: readonly Village[];
}

/** Joins the roads along the border to the towns, and villages farther inland to both. */
export function settleInland(
  seed: number,
  line: readonly Place[],
  province: readonly Place[],
  terrain: Terrain,
  strip: {
    posts: readonly Post[];
    postPlaces: readonly Place[];
    roads: readonly (readonly Place[])[];
    villages: readonly Village[];
  },
  name: () => string,
): Inland {
  const random = randomOf(seed, 'inland');
  const { ground, offBorder } = surveyInland(line, province, terrain, random);
  const net = new RoadNet(ground);
  const roads: InlandRoad[] = [];
  const placed = towns.map(([town, longitude, latitude]) => ({
    town,
    place: onLand(ground.grid, ground.costs, toPlace(longitude, latitude)),
  }));
  net.add([itemAt(placed, 0).place]);
  placed.slice(1).forEach(({ town, place }, index) => {
    const way = net.bridge(place, strip.roads);
    if (way) roads.push({ name: `Đường ${itemAt(placed, index).town} - ${town}`, line: way, isMain: true, post: null });
  });
  strip.posts.forEach((post, index) => {
    const way = net.bridgeFromLast(itemAt(strip.postPlaces, index), strip.roads);
    if (!way) throw new Error(`No way from the post ${post.name} to a town`);
    const nearTown = itemAt(
      placed,
      nearestOn(
        placed.map(({ place }) => place),
        itemAt(strip.postPlaces, index),
      ).index,
    );
    roads.push({ name: `Đường ${nearTown.town} - đồn ${post.name}`, line: way, isMain: false, post });
  });
  for (const road of strip.roads) net.add(road);
  const postOf = (place: Place): Post => itemAt(strip.posts, nearestOn(strip.postPlaces, place).index);
  const farther = inlandPlaces(
    ground,
    offBorder,
    [...placed.map(({ place }) => place), ...strip.villages.map(({ place }) => place)],
    random,
  ).map((place): Village => ({ name: name(), place, post: postOf(place), road: null, isLit: false }));
  const villages = [...strip.villages, ...farther].map((village) => {
    if (village.road) return village;
    return { ...village, road: net.connect(village.place) ?? null };
  });
  return { roads, villages };
}

function surveyInland(
  line: readonly Place[],
  province: readonly Place[],
  terrain: Terrain,
  random: Random,
): { ground: Ground; offBorder: Float32Array } {
  const grid = gridOver(boxAround(line, depthMetres), cellMetres);
  const offBorder = nearestField(grid, line, depthMetres).metres;
  const inside = insideCells(grid, province);
  const noise = gradientNoise(random);
  const heights = new Float32Array(offBorder.length);
  const costs = new Float32Array(offBorder.length).fill(Infinity);
  offBorder.forEach((off, cell) => {
    const edge = [1, -1, 2, grid.columns, -grid.columns].some((step) => inside[cell + step] !== 1);
    if (inside[cell] !== 1 || edge || off < 500 || off === Infinity) return;
    const [x, y] = middleOf(grid, cell);
    heights[cell] = terrain(x, y);
    costs[cell] = 1 + 3 * Math.max(0, noise(x / 1500, y / 1500));
  });
  return { ground: { grid, costs, heights, noise }, offBorder };
}

/** The nearest place where something can stand. */
function onLand(grid: Grid, costs: Float32Array, place: Place): Place {
  if ((costs[cellAt(grid, place)] ?? Infinity) < Infinity) return place;
  let best = place;
  let least = Infinity;
  costs.forEach((cost, cell) => {
    if (cost === Infinity) return;
    const middle = middleOf(grid, cell);
    const off = distance(middle, place);
    if (off < least) [best, least] = [middle, off];
  });
  return best;
}

/** Low places, each the lowest around for half a kilometre or so, not too near to each other. */
function inlandPlaces(
  { grid, costs, heights }: Ground,
  offBorder: Float32Array,
  taken: readonly Place[],
  random: Random,
): Place[] {
  const cells: number[] = [];
  costs.forEach((cost, cell) => {
    if (cost < Infinity && (offBorder[cell] ?? 0) > 2_300 && (offBorder[cell] ?? 0) < depthMetres - 2_000)
      cells.push(cell);
  });
  const places: Place[] = [];
  for (let tries = 0; tries < 40_000 && places.length < inlandVillages; tries++) {
    const cell = random.pick(cells);
    const around = [-3, 3, -3 * grid.columns, 3 * grid.columns].map((step) => heights[cell + step] ?? 0);
    const isLow = around.reduce((sum, height) => sum + height, 0) / 4 > (heights[cell] ?? 0) + 5;
    const [x, y] = middleOf(grid, cell);
    const place: Place = [x + random.between(-90, 90), y + random.between(-90, 90)];
    // Fewer villages the farther from the border: these are the border communes' own.
    const isFar = random.next() < (offBorder[cell] ?? 0) / (depthMetres * 1.3);
    if (!isLow || isFar || cellAt(grid, place) !== cell) continue;
    if ([...taken, ...places].some((other) => distance(other, place) < apartMetres)) continue;
    places.push(place);
  }
  return places;
}
