import { type BorderCountry, countryAround } from './border-country.ts';
import type { BorderLine } from './border-line.ts';
import { type Place, storedLengthMetres } from './frame.ts';
import { middleOf } from './grid.ts';
import { leastCostWay } from './least-cost-way.ts';
import { gradientNoise } from './noise.ts';
import { between, distance, itemAt, lastOf, relaxed, resampled } from './polyline.ts';
import type { Post } from './posts.ts';
import { type Random, randomOf } from './random.ts';
import { nearestOn } from './side.ts';
import type { PropertiesOf } from './types.ts';

export type Surface = PropertiesOf<'patrol-road'>['surface'];

/** One road as it will be stored; roads that meet share the place of meeting to the last decimal. */
export interface PatrolRoad {
  readonly post: Post;
  readonly name: string;
  readonly line: readonly Place[];
  readonly surface: Surface;
}

export interface PatrolRoads {
  /** The road along each post's sector, whole, in the order of the posts; one begins where the one before ends. */
  readonly along: readonly (readonly Place[])[];
  /** The same cut into stretches, then every post's access road. */
  readonly roads: readonly PatrolRoad[];
  /** Where each post stands: the end of its access road. */
  readonly postPlaces: readonly Place[];
}

/** The road keeps about this far from the line, where the ground lets it. */
const favouriteMetres = 190;
const concreteOfBacXaMetres = 30_000;

/** Lays out the patrol road along the whole border and the access road of each post. */
export function layPatrolRoads(
  seed: number,
  border: BorderLine,
  country: BorderCountry,
  posts: readonly Post[],
): PatrolRoads {
  const random = randomOf(seed, 'patrol roads');
  const whole = wayAlongBorder(border, country);
  const along = divided(whole, border, posts);
  const roads: PatrolRoad[] = [];
  const postPlaces: Place[] = [];
  posts.forEach((post, index) => {
    roads.push(...stretchesOf(post, itemAt(along, index), random));
  });
  posts.forEach((post, index) => {
    const access = accessRoad(itemAt(along, index), country, random);
    const surface = post.code === 'bac-xa' ? 'asphalt' : random.pick<Surface>(['concrete', 'asphalt']);
    roads.push({ post, name: `Đường vào đồn ${post.name}`, line: access, surface });
    postPlaces.push(lastOf(access));
  });
  return { along, roads, postPlaces };
}

function wayAlongBorder({ line }: BorderLine, { grid, offBorder, heights }: BorderCountry): Place[] {
  const costs = offBorder.map((off) => {
    if (off < 90 || off === Infinity) return Infinity;
    const strain = (off - favouriteMetres) / 150;
    return 1 + strain * strain * (off > favouriteMetres ? 0.5 : 1.2);
  });
  const nearestCell = (place: Place): Place => {
    let best: Place | undefined;
    costs.forEach((cost, cell) => {
      if (cost > 1.3) return;
      const middle = middleOf(grid, cell);
      if (!best || distance(middle, place) < distance(best, place)) best = middle;
    });
    if (!best) throw new Error('Nowhere to begin a road');
    return best;
  };
  const way = leastCostWay(
    grid,
    costs,
    heights,
    nearestCell(itemAt(line, 25)),
    nearestCell(itemAt(line, line.length - 26)),
  );
  return resampled(relaxed(resampled(way, 25), 10), 22);
}

/** Cuts the road where it comes nearest to the end of each sector. */
function divided(whole: readonly Place[], { line }: BorderLine, posts: readonly Post[]): Place[][] {
  let first = 0;
  return posts.map((post, index) => {
    const last = index === posts.length - 1 ? whole.length - 1 : nearestOn(whole, itemAt(line, post.last)).index;
    if (last <= first) throw new Error(`No road along the sector of ${post.name}`);
    const part = whole.slice(first, last + 1);
    first = last;
    return part;
  });
}

function stretchesOf(post: Post, along: readonly Place[], random: Random): PatrolRoad[] {
  const road = (line: readonly Place[], number: number, surface: Surface): PatrolRoad => ({
    post,
    name: `Đường tuần tra ${post.name} ${number}`,
    line,
    surface,
  });
  if (post.code === 'bac-xa') {
    // As reported: 30 km of its border road are concrete.
    const [concrete, rest] = cutAt(along, concreteOfBacXaMetres);
    const stretches = inStretches(concrete, 5_000);
    return [...stretches, ...inStretches(rest, 4_000)].map((line, index) =>
      road(line, index + 1, index < stretches.length ? 'concrete' : 'earth'),
    );
  }
  return inStretches(along, random.between(3_500, 5_500)).map((line, index) =>
    road(line, index + 1, random.pick<Surface>(['concrete', 'concrete', 'concrete', 'asphalt', 'gravel', 'earth'])),
  );
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
