import { type BorderCountry, countryAround } from './border-country.ts';
import type { BorderLine } from './border-line.ts';
import { SegmentIndex } from './crossings.ts';
import { type Place, storedLengthMetres } from './frame.ts';
import { middleOf } from './grid.ts';
import { leastCostWay } from './least-cost-way.ts';
import { gradientNoise, type Noise } from './noise.ts';
import { between, directions, distance, itemAt, lastOf, relaxed, resampled } from './polyline.ts';
import type { Post } from './posts.ts';
import { type Random, randomOf } from './random.ts';
import { cutAtFirst } from './road-net.ts';
import type { PropertiesOf } from './types.ts';

export type Surface = PropertiesOf<'patrol-road'>['surface'];

/** One road as it will be stored; roads that meet share the place of meeting to the last decimal. */
export interface PatrolRoad {
  readonly post: Post;
  readonly name: string;
  readonly line: readonly Place[];
  readonly surface: Surface;
  readonly status: PropertiesOf<'patrol-road'>['status'];
}

export interface PatrolRoads {
  /** The road along each post's sector, whole, in the order of the posts; one begins where the one before ends. */
  readonly along: readonly (readonly Place[])[];
  /** The same cut into stretches, then every post's access road. */
  readonly roads: readonly PatrolRoad[];
  /** The access roads alone. */
  readonly access: readonly (readonly Place[])[];
  /** Where each post stands: the end of its access road. */
  readonly postPlaces: readonly Place[];
}

/** The road keeps about this far from the line, where the ground lets it. */
const favouriteMetres = 175;
const concreteOfBacXaMetres = 30_000;

/** Cuts the way along the border into the roads of the posts and lays out the access road of each. */
export function layPatrolRoads(
  seed: number,
  way: readonly Place[],
  country: BorderCountry,
  posts: readonly Post[],
): PatrolRoads {
  const random = randomOf(seed, 'patrol roads');
  const along = posts.map((post) => way.slice(post.firstOfWay, post.lastOfWay + 1));
  const roads = posts.flatMap((post, index) => stretchesOf(post, itemAt(along, index), random));
  const segments = new SegmentIndex(200);
  segments.add(way, 0);
  const access = posts.map((post, index) => {
    // From the post outwards, so that it ends where it first meets the road along the border.
    const line = cutAtFirst(accessRoad(itemAt(along, index), country, random).reverse(), segments).reverse();
    const surface = post.code === 'bac-xa' ? 'asphalt' : random.pick<Surface>(['concrete', 'asphalt']);
    roads.push({ post, name: `Đường vào đồn ${post.name}`, line, surface, status: 'usable' });
    return line;
  });
  return { along, roads, access, postPlaces: access.map(lastOf) };
}

/** The way of the patrol road from one end of the province to the other. */
export function wayAlongBorder(
  seed: number,
  { line }: BorderLine,
  { grid, offBorder, heights }: BorderCountry,
): Place[] {
  const ground = gradientNoise(randomOf(seed, 'ground along the border'));
  const costs = offBorder.map((off, cell) => {
    if (off < 90 || off === Infinity) return Infinity;
    const strain = (off - favouriteMetres) / 150;
    const [x, y] = middleOf(grid, cell);
    const roughness = 2.5 * Math.max(0, ground(x / 420, y / 420));
    return 1 + roughness + strain * strain * (off > favouriteMetres ? 0.5 : 1.2);
  });
  const nearestCell = (place: Place): Place => {
    let best: Place | undefined;
    let least = Infinity;
    costs.forEach((cost, cell) => {
      if (cost > 4) return;
      const middle = middleOf(grid, cell);
      const off = distance(middle, place);
      if (off < least) [best, least] = [middle, off];
    });
    if (!best) throw new Error('Nowhere to begin a road');
    return best;
  };
  const ends = [itemAt(line, 25), itemAt(line, line.length - 26)] as const;
  const way = leastCostWay(grid, costs, heights, nearestCell(ends[0]), nearestCell(ends[1]));
  return winding(resampled(relaxed(resampled(way, 25), 10), 22), ground);
}

/** The way with the small bends that a grid of cells cannot give it. */
function winding(way: readonly Place[], noise: Noise): Place[] {
  const along = directions(way, 3);
  return way.map(([x, y], index): Place => {
    const [dx, dy] = itemAt(along, index);
    const push = 16 * noise(index / 14, 0.4) + 7 * noise(index / 6.5, 9.3);
    return [x - dy * push, y + dx * push];
  });
}

/** What is not usable yet or any more, so that there are gaps to close: the last stretch of some posts. */
const unfinished: Readonly<Record<string, PatrolRoad['status']>> = {
  'po-ma': 'building',
  'na-hinh': 'planned',
  'thanh-loa': 'closed',
  'ba-son': 'building',
  'mau-son': 'planned',
};

function stretchesOf(post: Post, along: readonly Place[], random: Random): PatrolRoad[] {
  const road = (line: readonly Place[], number: number, surface: Surface): PatrolRoad => ({
    post,
    name: `Đường tuần tra ${post.name} ${number}`,
    line,
    surface,
    status: 'usable',
  });
  if (post.code === 'bac-xa') {
    // As reported: 30 km of its border road are concrete.
    const [concrete, rest] = cutAt(along, concreteOfBacXaMetres);
    const stretches = inStretches(concrete, 5_000);
    return [...stretches, ...inStretches(rest, 4_000)].map((line, index) =>
      road(line, index + 1, index < stretches.length ? 'concrete' : 'earth'),
    );
  }
  const surfaces: readonly Surface[] = ['concrete', 'concrete', 'concrete', 'asphalt', 'gravel', 'earth'];
  const stretches = inStretches(along, random.between(2_600, 4_200));
  return stretches.map((line, index) => {
    const stretch = road(line, index + 1, random.pick(surfaces));
    const status = index === stretches.length - 1 ? unfinished[post.code] : undefined;
    return status ? { ...stretch, status, surface: status === 'planned' ? 'footpath' : 'earth' } : stretch;
  });
}

function inStretches(line: readonly Place[], metres: number): (readonly Place[])[] {
  const stretches: (readonly Place[])[] = [];
  let rest = line;
  while (storedLengthMetres(rest) > metres * 1.4) {
    const [stretch, after] = cutAt(rest, metres);
    stretches.push(stretch);
    rest = after;
  }
  return [...stretches, rest];
}

/** The line up to a stored length and the line after it; they share the place of the cut, exact to a centimetre. */
export function cutAt(line: readonly Place[], metres: number): [Place[], Place[]] {
  let before = 0;
  for (let index = 1; index < line.length; index++) {
    const from = itemAt(line, index - 1);
    const to = itemAt(line, index);
    const step = storedLengthMetres([from, to]);
    if (before + step >= metres) {
      const cut = between(from, to, (metres - before) / step);
      return [
        [...line.slice(0, index), cut],
        [cut, ...line.slice(index)],
      ];
    }
    before += step;
  }
  throw new Error(`The line is shorter than ${metres} m`);
}

/** A road from the middle of the sector inland, following the lie of the land. */
function accessRoad(along: readonly Place[], country: BorderCountry, random: Random): Place[] {
  const start = itemAt(along, Math.round(along.length * random.between(0.4, 0.6)));
  const reach = random.between(500, 1_600);
  const { grid, offBorder, heights } = countryAround(country, start, 2_200);
  const ground = gradientNoise(random);
  const costs = offBorder.map((off, cell) => {
    if (off <= 80 || off === Infinity) return Infinity;
    // Ground better and worse to build on, in patches of some hundred metres: it is what makes the road wind.
    const [x, y] = middleOf(grid, cell);
    return 1 + 5 * Math.max(0, ground(x / 420, y / 420));
  });
  let goal: Place | undefined;
  let height = Infinity;
  // Posts stand low, where there is water: the lowest ground at about the wanted distance.
  offBorder.forEach((off, cell) => {
    if (off < 420 || off === Infinity) return;
    const middle = middleOf(grid, cell);
    const away = distance(middle, start);
    if (away < reach * 0.8 || away > reach * 1.2 || (heights[cell] ?? 0) >= height) return;
    goal = middle;
    height = heights[cell] ?? 0;
  });
  if (!goal) throw new Error('No ground for a post');
  return resampled(relaxed(resampled(leastCostWay(grid, costs, heights, start, goal), 25), 10), 22);
}
