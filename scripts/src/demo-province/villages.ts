import { type BorderCountry, countryAround } from './border-country.ts';
import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { middleOf } from './grid.ts';
import { leastCostWay } from './least-cost-way.ts';
import { gradientNoise } from './noise.ts';
import { distance, itemAt, lastOf, relaxed, resampled } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import { inShares } from './shares.ts';
import type { DemonstrationFeature } from './types.ts';

export interface Village {
  readonly name: string;
  readonly place: Place;
  readonly post: Post;
  /** From the patrol road to the village; null for a village farther inland. */
  readonly road: readonly Place[] | null;
}

/** 38 culture-defence villages, 182 self-governing groups, 176 mailboxes: reported; 60 villages lie on the patrol road's net. */
const reported = { cultureDefence: 38, groups: 182, mailboxes: 176 };
const nearVillagesOfPost = 5;
const inlandVillagesOfPost = 12;

const firsts = ['Nà', 'Bản', 'Pò', 'Khuổi', 'Co', 'Cốc', 'Còn', 'Lũng', 'Kéo', 'Pác', 'Thâm', 'Phiêng'] as const;
const seconds = [
  'Háo', 'Lầu', 'Mò', 'Pàn', 'Sâu', 'Luông', 'Chắt', 'Quyền', 'Tồng', 'Nghiều', 'Mìa', 'Cài', 'Tải', 'Slan', 'Lòa', 'Đon',
  'Phạc', 'Ngườm', 'Lạn', 'Mạ', 'Khoang', 'Thưa', 'Vài', 'Hang', 'Rọ', 'Danh', 'Mu', 'Pheo', 'Khòn', 'Toòng',
] as const; // biome-ignore format: a list of names

function villageNames(random: Random): () => string {
  const names = random.shuffled(firsts.flatMap((first) => seconds.map((second) => `${first} ${second}`)));
  let next = 0;
  return () => itemAt(names, next++).normalize('NFC');
}

/** Villages near the border, each at the end of its road, and others inland, low in the land. */
export function settleVillages(
  seed: number,
  posts: readonly Post[],
  along: readonly (readonly Place[])[],
  country: BorderCountry,
): Village[] {
  const random = randomOf(seed, 'villages');
  const name = villageNames(random);
  return posts.flatMap((post, index) => {
    const road = itemAt(along, index);
    const near = Array.from({ length: nearVillagesOfPost }, (_, count): Village => {
      const start = itemAt(road, Math.floor((road.length * (count + random.between(0.2, 0.8))) / nearVillagesOfPost));
      const way = villageRoad(start, country, random);
      // The one village the reports name.
      const isChiMa = post.code === 'chi-ma' && count === 2;
      return { name: isChiMa ? 'Chi Ma' : name(), place: lastOf(way), post, road: way };
    });
    const inland = Array.from({ length: inlandVillagesOfPost }, (_, count): Village => {
      const start = itemAt(road, Math.floor((road.length * (count + random.next())) / inlandVillagesOfPost));
      return { name: name(), place: lowGround(start, country, random, 1_200, 2_500), post, road: null };
    });
    return [...near, ...inland];
  });
}

function villageRoad(start: Place, country: BorderCountry, random: Random): Place[] {
  const { grid, offBorder, heights } = countryAround(country, start, 2_400);
  const ground = gradientNoise(random);
  const goal = lowGround(start, country, random, 350, 1_400);
  const costs = offBorder.map((off, cell) => {
    if (off <= 80 || off === Infinity) return Infinity;
    const [x, y] = middleOf(grid, cell);
    return 1 + 5 * Math.max(0, ground(x / 380, y / 380));
  });
  return resampled(relaxed(resampled(leastCostWay(grid, costs, heights, start, goal), 25), 10), 22);
}

/** The lowest of a few places at about the wanted distance, well away from the border. */
function lowGround(start: Place, country: BorderCountry, random: Random, least: number, most: number): Place {
  const { grid, offBorder, heights } = countryAround(country, start, most);
  const candidates: { place: Place; height: number }[] = [];
  offBorder.forEach((off, cell) => {
    if (off < 380 || off === Infinity) return;
    const place = middleOf(grid, cell);
    const away = distance(place, start);
    if (away >= least && away <= most) candidates.push({ place, height: heights[cell] ?? 0 });
  });
  const tried = Array.from({ length: 8 }, () => random.pick(candidates));
  return tried.reduce((best, next) => (next.height < best.height ? next : best)).place;
}

export function villageFeatures(
  seed: number,
  villages: readonly Village[],
  communeOf: (place: Place) => string,
): DemonstrationFeature<'village'>[] {
  const random = randomOf(seed, 'village features');
  const groups = inShares(
    reported.groups,
    villages.map(() => random.between(0.3, 2)),
  );
  const mailboxes = inShares(
    reported.mailboxes,
    villages.map(() => random.between(0.3, 2)),
  );
  const cultural = new Set(random.shuffled(villages.map((_, index) => index)).slice(0, reported.cultureDefence));
  return villages.map((village, index) => {
    const since = `${random.whole(2020, 2025)}-03-03`;
    const isCultural = cultural.has(index);
    return {
      layer: 'village',
      id: idOf(seed, `village ${village.name}`),
      geometry: { type: 'Point', coordinates: toPosition(village.place) },
      properties: {
        name: village.name,
        kind: isCultural ? 'culture_defence' : 'village',
        commune_name: village.name === 'Chi Ma' ? 'Mẫu Sơn' : communeOf(village.place),
        post_id: village.post.id,
        households: random.whole(24, 140),
        security_groups: groups[index] ?? 0,
        mailboxes: mailboxes[index] ?? 0,
      },
      validFrom: isCultural ? since : '2019-01-01',
      validTo: null,
      ...(isCultural && {
        earlier: [{ validFrom: '2019-01-01', validTo: since, properties: { kind: 'village' as const } }],
      }),
    };
  });
}

export function villageRoadFeatures(seed: number, villages: readonly Village[]): DemonstrationFeature<'patrol-road'>[] {
  return villages.flatMap(({ name, post, road }): DemonstrationFeature<'patrol-road'>[] => {
    if (!road) return [];
    const random = randomOf(seed, `village road ${name}`);
    const metres = Math.round(storedLengthMetres(road) * 1000) / 1000;
    const year = random.whole(2019, 2023);
    const cost = Math.round(metres * random.between(0.9, 1.5)) * 1_000_000;
    const fromPublic = Math.round(cost * 0.6);
    return [
      {
        layer: 'patrol-road',
        id: villageRoadId(seed, name),
        geometry: { type: 'MultiLineString', coordinates: [road.map(toPosition)] },
        properties: {
          name: `Đường thôn ${name}`,
          kind: 'village',
          surface: random.pick(['concrete', 'concrete', 'gravel', 'earth']),
          status: 'usable',
          post_id: post.id,
          marker_id: null,
          length_metres: metres,
          width_metres: random.pick([2.5, 3, 3.5]),
          year_built: year,
          cost_vnd: cost,
          cost_public_vnd: fromPublic,
          cost_credit_vnd: 0,
          cost_social_vnd: cost - fromPublic,
          man_days: random.whole(150, 900),
        },
        validFrom: `${year}-06-01`,
        validTo: null,
      },
    ];
  });
}

export const villageRoadId = (seed: number, village: string): string => idOf(seed, `village road ${village}`);
