import type { BorderLine } from './border-line.ts';
import { SegmentIndex } from './crossings.ts';
import { type Place, toPosition } from './frame.ts';
import { chainages, distance, itemAt } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import { nearestOn } from './side.ts';
import type { Terrain } from './terrain.ts';
import type { DemonstrationFeature } from './types.ts';

export interface Marker {
  readonly id: string;
  readonly number: string;
  readonly post: Post;
  /** A place of the border line itself. */
  readonly place: Place;
}

const firstNumber = 964;
const lastNumber = 1302;

/** The numbers along the line: every main number in turn, auxiliary ones (`1090/2`) behind some of them. */
function markerNumbers(count: number, random: Random): string[] {
  const mains = Array.from({ length: lastNumber - firstNumber + 1 }, (_, index) => firstNumber + index);
  const auxiliaries = new Map<number, number>();
  for (let left = count - mains.length; left > 0; left--) {
    const main = random.pick(mains);
    auxiliaries.set(main, (auxiliaries.get(main) ?? 0) + 1);
  }
  return mains.flatMap((main) => [
    `${main}`,
    ...Array.from({ length: auxiliaries.get(main) ?? 0 }, (_, index) => `${main}/${index + 1}`),
  ]);
}

/**
 * Sets every post's markers along its sector at uneven distances, each at a place of the line which can be seen from the way
 * along the border: markers stand on spurs, not at the bottom of a bend.
 */
export function setMarkers(
  seed: number,
  { line }: BorderLine,
  posts: readonly Post[],
  way: readonly Place[],
): Marker[] {
  const random = randomOf(seed, 'markers');
  const numbers = markerNumbers(
    posts.reduce((sum, post) => sum + post.markers, 0),
    random,
  );
  const metres = chainages(line);
  const border = new SegmentIndex(200);
  border.add(line, 0);
  let next = 0;
  return posts.flatMap((post) => {
    const ownWay = way.slice(post.firstOfWay, post.lastOfWay + 1);
    const nearestOfWay = (stand: Place): Place => itemAt(ownWay, nearestOn(ownWay, stand).index);
    const start = metres[post.first] ?? 0;
    const span = (metres[post.last] ?? 0) - start;
    let index = post.first;
    let taken = post.first;
    return Array.from({ length: post.markers }, (_, place): Marker => {
      const wanted = start + (span * (place + 0.5 + random.between(-0.32, 0.32))) / post.markers;
      while ((metres[index] ?? 0) < wanted) index++;
      const number = itemAt(numbers, next++);
      // Every marker of Chi Lăng has a road, so they stand where one can reach them.
      const isNearRoad = post.code === 'chi-lang';
      const window = isNearRoad ? 11 : 5;
      let best = { index: Math.max(index, taken + leastApart), away: Infinity };
      for (let stand = Math.max(taken + leastApart, index - window); stand <= index + window; stand++) {
        const stone = line[stand];
        if (!stone || stand >= post.last) break;
        const foot = nearestOfWay(stone);
        const away = isNearRoad ? distance(stone, foot) : Math.abs(stand - index);
        if (away < best.away && !border.isCrossedBy([stone, foot], 1)) best = { index: stand, away };
      }
      taken = best.index;
      return { id: idOf(seed, `border-marker ${number}`), number, post, place: itemAt(line, best.index) };
    });
  });
}
/** Places of the line between two markers at least; a place is about 23 m on. */
const leastApart = 3;

export function markerFeature(seed: number, marker: Marker, terrain: Terrain): DemonstrationFeature<'border-marker'> {
  const random = randomOf(seed, `marker ${marker.number}`);
  const inspected = random.chance(0.9);
  return {
    layer: 'border-marker',
    id: marker.id,
    geometry: { type: 'Point', coordinates: toPosition(marker.place) },
    properties: {
      number: marker.number,
      kind: marker.number.includes('/') ? 'auxiliary' : 'main',
      post_id: marker.post.id,
      elevation_metres: Math.round(terrain(marker.place[0], marker.place[1]) * 10) / 10,
      year_set: random.whole(2001, 2008),
      last_inspected_on: inspected ? `2025-${two(random.whole(1, 10))}-${two(random.whole(1, 28))}` : null,
    },
    validFrom: '2019-01-01',
    validTo: null,
  };
}

const two = (value: number): string => `${value}`.padStart(2, '0');
