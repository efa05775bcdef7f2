import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { directions, itemAt, relaxed } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, randomOf } from './random.ts';
import type { DemonstrationFeature } from './types.ts';

const stretchesOfPost = 2;
/** From the road towards the border, which lies to its left. */
const offRoadMetres = 45;

/** Stretches of the "Border Bamboo Fortress", planted between the patrol road and the border. */
export function bambooFeatures(
  seed: number,
  posts: readonly Post[],
  along: readonly (readonly Place[])[],
): DemonstrationFeature<'bamboo-belt'>[] {
  return posts.flatMap((post, index) => {
    const road = itemAt(along, index);
    const random = randomOf(seed, `bamboo ${post.code}`);
    return Array.from({ length: stretchesOfPost }, (_, count): DemonstrationFeature<'bamboo-belt'> => {
      const start = Math.floor((road.length * (count + random.between(0.05, 0.3))) / stretchesOfPost);
      const belt = shifted(road.slice(start, start + Math.floor(road.length * random.between(0.12, 0.3))));
      const metres = Math.round(storedLengthMetres(belt) * 1000) / 1000;
      const year = random.whole(2020, 2024);
      return {
        layer: 'bamboo-belt',
        id: idOf(seed, `bamboo ${post.code} ${count}`),
        geometry: { type: 'MultiLineString', coordinates: [belt.map(toPosition)] },
        properties: {
          name: `Lũy tre ${post.name} ${count + 1}`,
          post_id: post.id,
          length_metres: metres,
          year_planted: year,
          income_per_year_vnd: year < 2023 ? Math.round(metres * random.between(9, 16)) * 1000 : null,
        },
        validFrom: `${year}-02-10`,
        validTo: null,
      };
    });
  });
}

function shifted(road: readonly Place[]): Place[] {
  const along = directions(road, 4);
  const moved = road.map(([x, y], index): Place => {
    const [dx, dy] = itemAt(along, index);
    return [x - dy * offRoadMetres, y + dx * offRoadMetres];
  });
  return relaxed(moved, 12);
}
