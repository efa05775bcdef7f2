import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { directions, itemAt, resampled } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import type { DemonstrationFeature } from './types.ts';

const months = Array.from({ length: 22 }, (_, index) => ({
  year: 2024 + Math.floor(index / 12),
  month: 1 + (index % 12),
}));
const fixSpacingMetres = 32;
const walkingMetresPerSecond = 0.9;

/**
 * Two or three patrols a month and post on parts of its road, and a survey each quarter, as a receiver records them; the
 * last fifth of every road is never walked, and less of it where fewer go.
 */
export function trackFeatures(
  seed: number,
  posts: readonly Post[],
  along: readonly (readonly Place[])[],
): DemonstrationFeature<'survey-track'>[] {
  return posts.flatMap((post, index) => {
    const random = randomOf(seed, `tracks ${post.code}`);
    const road = itemAt(along, index);
    const walked = random.between(0.62, 0.8);
    return months.flatMap(({ year, month }) => {
      const walks = random.whole(2, 3) + (month % 3 === 0 ? 1 : 0);
      return Array.from({ length: walks }, (_, walk): DemonstrationFeature<'survey-track'> => {
        const isSurvey = month % 3 === 0 && walk === walks - 1;
        const share = random.between(0.12, 0.34);
        const start = Math.floor(road.length * random.between(0, walked - share));
        const line = recorded(road.slice(start, start + Math.floor(road.length * share)), random);
        const metres = Math.round(storedLengthMetres(line) * 100) / 100;
        const day = `${year}-${two(month)}-${two(1 + walk * 7 + random.whole(0, 6))}`;
        const began = new Date(`${day}T${two(random.whole(6, 9))}:${two(random.whole(0, 59))}:00+07:00`);
        const ended = new Date(began.getTime() + Math.round(metres / walkingMetresPerSecond) * 1000);
        const code = `${post.code.toUpperCase()}-${year}${two(month)}-${walk + 1}`;
        return {
          layer: 'survey-track',
          id: idOf(seed, `track ${code}`),
          geometry: { type: 'MultiLineString', coordinates: [line.map(toPosition)] },
          properties: {
            name: `${isSurvey ? 'Khảo sát' : 'Tuần tra'} ${post.name} ${two(month)}/${year} (${walk + 1})`,
            kind: isSurvey ? 'survey' : 'patrol',
            post_id: post.id,
            patrol_code: code,
            started_at: began.toISOString(),
            ended_at: ended.toISOString(),
            length_metres: metres,
          },
          validFrom: day,
          validTo: null,
        };
      });
    });
  });
}

/** The road with a receiver's error of 3 to 8 m, which wanders instead of jumping. */
function recorded(road: readonly Place[], random: Random): Place[] {
  const fixes = resampled(road, fixSpacingMetres);
  const along = directions(fixes, 2);
  const spread = random.between(3, 8);
  let off = 0;
  return fixes.map(([x, y], index): Place => {
    off = off * 0.7 + random.normal() * spread * 0.7;
    const push = Math.max(-14, Math.min(14, off));
    const [dx, dy] = itemAt(along, index);
    return [x - dy * push, y + dx * push];
  });
}

const two = (value: number): string => `${value}`.padStart(2, '0');
