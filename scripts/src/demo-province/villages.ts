import { type BorderCountry, countryAround } from './border-country.ts';
import { type CommuneLookup, reform } from './commune-features.ts';
import { SegmentIndex } from './crossings.ts';
import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { middleOf } from './grid.ts';
import type { InlandRoad } from './inland.ts';
import { leastCostWay } from './least-cost-way.ts';
import { lifeThrough } from './life.ts';
import { gradientNoise } from './noise.ts';
import { distance, itemAt, lastOf, relaxed, resampled } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import { cutAtFirst } from './road-net.ts';
import { inShares } from './shares.ts';
import type { DemonstrationFeature } from './types.ts';

export interface Village {
  readonly name: string;
  readonly place: Place;
  readonly post: Post;
  /** Between the village and the road net; null while it has none. */
  readonly road: readonly Place[] | null;
  /** Whether it has street lamps. */
  readonly isLit: boolean;
}

/** 38 culture-defence villages, 182 self-governing groups, 176 mailboxes: reported; 60 villages with lamps lie by the patrol road. */
const reported = { cultureDefence: 38, groups: 182, mailboxes: 176 };
const nearVillagesOfPost = 5;
const inlandVillagesOfPost = 4;
const apartMetres = 550;

const firsts = ['Nà', 'Bản', 'Pò', 'Khuổi', 'Co', 'Cốc', 'Còn', 'Lũng', 'Kéo', 'Pác', 'Thâm', 'Phiêng'] as const;
const seconds = [
  'Háo', 'Lầu', 'Mò', 'Pàn', 'Sâu', 'Luông', 'Chắt', 'Quyền', 'Tồng', 'Nghiều', 'Mìa', 'Cài', 'Tải', 'Slan', 'Lòa', 'Đon',
  'Phạc', 'Ngườm', 'Lạn', 'Mạ', 'Khoang', 'Thưa', 'Vài', 'Hang', 'Rọ', 'Danh', 'Mu', 'Pheo', 'Khòn', 'Toòng',
] as const; // biome-ignore format: a list of names

/** A new name at every call. */
export function villageNames(seed: number): () => string {
  const random = randomOf(seed, 'village names');
  const names = random.shuffled(firsts.flatMap((first) => seconds.map((second) => `${first} ${second}`)));
  let next = 0;
  return () => itemAt(names, next++).normalize('NFC');
}

/** Villages near the border, each at the end of its road, and others inland, low in the land. */
export function settleVillages(
  seed: number,
  posts: readonly Post[],
  along: readonly (readonly Place[])[],
  access: readonly (readonly Place[])[],
  country: BorderCountry,
  name: () => string,
): Village[] {
  const random = randomOf(seed, 'villages');
  const roads = new SegmentIndex(200);
  for (const line of [...along, ...access]) roads.add(line, 0);
  const taken: Place[] = access.map(lastOf);
  const settled = (village: Village): Village => {
    taken.push(village.place);
    return village;
  };
  return posts.flatMap((post, index) => {
    const road = itemAt(along, index);
    const near = Array.from({ length: nearVillagesOfPost }, (_, count): Village => {
      const start = itemAt(road, Math.floor((road.length * (count + random.between(0.2, 0.8))) / nearVillagesOfPost));
      const goal = lowGround(start, country, random, taken, 350, 1_400);
      // From the village outwards, so that it ends where it first meets another road.
      const way = cutAtFirst([...villageRoad(start, goal, country, random)].reverse(), roads).reverse();
      roads.add(way, 0);
      return settled({ name: name(), place: goal, post, road: way, isLit: true });
    });
    const inland = Array.from({ length: inlandVillagesOfPost }, (_, count): Village => {
      const start = itemAt(road, Math.floor((road.length * (count + random.next())) / inlandVillagesOfPost));
      const place = lowGround(start, country, random, taken, 1_200, 2_500);
      return settled({ name: name(), place, post, road: null, isLit: false });
    });
    return [...near, ...inland];
  });
}

function villageRoad(start: Place, goal: Place, country: BorderCountry, random: Random): Place[] {
  const { grid, offBorder, heights } = countryAround(country, start, 2_400);
  const ground = gradientNoise(random);
  const costs = offBorder.map((off, cell) => {
    if (off <= 80 || off === Infinity) return Infinity;
    const [x, y] = middleOf(grid, cell);
    return 1 + 5 * Math.max(0, ground(x / 380, y / 380));
  });
  return resampled(relaxed(resampled(leastCostWay(grid, costs, heights, start, goal), 25), 10), 22);
}

/** The lowest of a few places at about the wanted distance, well away from the border and from what stands already. */
function lowGround(
  start: Place,
  country: BorderCountry,
  random: Random,
  taken: readonly Place[],
  least: number,
  most: number,
): Place {
  const { grid, offBorder, heights } = countryAround(country, start, most);
  const near = taken.filter((place) => distance(place, start) < most + apartMetres);
  const candidates: { place: Place; height: number }[] = [];
  offBorder.forEach((off, cell) => {
    const atEdge = [4, -4, 4 * grid.columns, -4 * grid.columns].some(
      (step) => !((offBorder[cell + step] ?? 0) < Infinity),
    );
    if (off < 380 || off === Infinity || atEdge) return;
    const place = middleOf(grid, cell);
    const away = distance(place, start);
    if (away >= least && away <= most) candidates.push({ place, height: heights[cell] ?? 0 });
  });
  const free = candidates.filter(({ place }) => near.every((other) => distance(place, other) > apartMetres));
  const tried = Array.from({ length: 8 }, () => random.pick(free.length > 0 ? free : candidates));
  return tried.reduce((best, next) => (next.height < best.height ? next : best)).place;
}

/** Gives one of the lit villages of the commune Mẫu Sơn the name the reports know: Chi Ma; by its gate post if it can be. */
export function withChiMa(villages: readonly Village[], communesOf: CommuneLookup): Village[] {
  const inMauSon = villages.filter(({ isLit, place }) => isLit && communesOf(place).now === 'Mẫu Sơn');
  const chosen = inMauSon.find(({ post }) => post.code === 'chi-ma') ?? inMauSon[0];
  if (!chosen) throw new Error('No village of Mẫu Sơn to be Chi Ma');
  return villages.map((village) => (village === chosen ? { ...village, name: 'Chi Ma' } : village));
}

export function villageFeatures(
  seed: number,
  villages: readonly Village[],
  communesOf: CommuneLookup,
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
    const isCultural = cultural.has(index);
    const titledOn = isCultural ? `${random.whole(2020, 2025)}-03-03` : undefined;
    const { now, before } = communesOf(village.place);
    const changes = [
      ...(titledOn ? [{ on: titledOn, before: { kind: 'village' as const } }] : []),
      ...(before === now ? [] : [{ on: reform, before: { commune_name: before } }]),
    ].sort((a, b) => (a.on < b.on ? -1 : 1));
    return {
      layer: 'village',
      id: idOf(seed, `village ${village.name}`),
      geometry: { type: 'Point', coordinates: toPosition(village.place) },
      properties: {
        name: village.name,
        kind: isCultural ? 'culture_defence' : 'village',
        commune_name: now,
        post_id: village.post.id,
        households: random.whole(24, 140),
        security_groups: groups[index] ?? 0,
        mailboxes: mailboxes[index] ?? 0,
      },
      ...lifeThrough<'village'>('2019-01-01', changes),
    };
  });
}

export function villageRoadFeatures(seed: number, villages: readonly Village[]): DemonstrationFeature<'patrol-road'>[] {
  return villages.flatMap(({ name, post, road }): DemonstrationFeature<'patrol-road'>[] => {
    if (!road) return [];
    const random = randomOf(seed, `village road ${name}`);
    const surface = random.pick(['concrete', 'concrete', 'concrete', 'asphalt', 'gravel', 'earth'] as const);
    const isPaved = surface === 'concrete' || surface === 'asphalt';
    const metres = Math.round(storedLengthMetres(road) * 100) / 100;
    const year = random.whole(2020, 2025);
    const cost = Math.round(metres * random.between(0.9, 1.5)) * 1_000_000;
    const fromPublic = Math.round(cost * 0.6);
    const before = { surface: 'earth', ...unpaid, man_days: null, year_built: random.whole(1988, 2012) } as const;
    return [
      {
        layer: 'patrol-road',
        id: villageRoadId(seed, name),
        geometry: { type: 'MultiLineString', coordinates: [road.map(toPosition)] },
        properties: {
          name: `Đường thôn ${name}`,
          kind: 'village',
          surface,
          status: 'usable',
          post_id: post.id,
          marker_id: null,
          length_metres: metres,
          width_metres: random.pick([2.5, 3, 3.5]),
          year_built: isPaved ? year : before.year_built,
          ...(isPaved
            ? { cost_vnd: cost, cost_public_vnd: fromPublic, cost_credit_vnd: 0, cost_social_vnd: cost - fromPublic }
            : unpaid),
          man_days: isPaved ? random.whole(150, 900) : null,
        },
        ...lifeThrough<'patrol-road'>('2019-01-01', isPaved ? [{ on: `${year}-06-01`, before }] : []),
      },
    ];
  });
}
const unpaid = { cost_vnd: null, cost_public_vnd: null, cost_credit_vnd: null, cost_social_vnd: null };

export const villageRoadId = (seed: number, village: string): string => idOf(seed, `village road ${village}`);

/** Main roads between towns and the roads that join the posts to them; paid for by others, so without costs here. */
export function inlandRoadFeatures(seed: number, roads: readonly InlandRoad[]): DemonstrationFeature<'patrol-road'>[] {
  return roads.map(({ name, line, isMain, post }) => {
    const random = randomOf(seed, `inland road ${name}`);
    return {
      layer: 'patrol-road',
      id: idOf(seed, `inland road ${name}`),
      geometry: { type: 'MultiLineString', coordinates: [line.map(toPosition)] },
      properties: {
        name,
        kind: 'village',
        surface: isMain ? 'asphalt' : random.pick(['asphalt', 'concrete']),
        status: 'usable',
        post_id: post?.id ?? null,
        marker_id: null,
        length_metres: Math.round(storedLengthMetres(line) * 100) / 100,
        width_metres: isMain ? 7 : 4.5,
        year_built: random.whole(1996, 2017),
        ...unpaid,
        man_days: null,
      },
      validFrom: '2019-01-01',
      validTo: null,
    };
  });
}
