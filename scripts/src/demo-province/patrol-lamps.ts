import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import type { PatrolRoad } from './patrol-roads.ts';
import { distance, itemAt } from './polyline.ts';
import { idOf, randomOf } from './random.ts';
import { inShares } from './shares.ts';
import type { DemonstrationFeature } from './types.ts';

/** Lamps every 50 m, as reported: 360 along about 18 km. Bắc Xa's 140 that work light about 7 km. */
const spacingMetres = 50;

interface LampPlan {
  readonly lamps: number;
  readonly working: number;
  readonly year: number;
}

/** 1,500 in all. */
const plans: Readonly<Record<string, LampPlan>> = {
  'po-ma': { lamps: 120, working: 104, year: 2023 },
  'binh-nghi': { lamps: 80, working: 71, year: 2022 },
  'na-hinh': { lamps: 90, working: 80, year: 2023 },
  'tan-thanh': { lamps: 110, working: 103, year: 2021 },
  'huu-nghi': { lamps: 150, working: 141, year: 2020 },
  'bao-lam': { lamps: 100, working: 86, year: 2022 },
  'thanh-loa': { lamps: 100, working: 92, year: 2024 },
  'ba-son': { lamps: 90, working: 77, year: 2023 },
  'mau-son': { lamps: 80, working: 69, year: 2022 },
  'chi-ma': { lamps: 74, working: 68, year: 2021 },
  'chi-lang': { lamps: 360, working: 360, year: 2024 },
  'bac-xa': { lamps: 146, working: 140, year: 2023 },
};
/** Chi Lăng's lamps of 2024. */
const chiLang = { cost: 600_000_000, manDays: 200 };

/** Sets every post's lamps along its patrol roads, from the first stretch on, half a spacing from its start. */
export function patrolLampFeatures(seed: number, roads: readonly PatrolRoad[]): DemonstrationFeature<'solar-lamp'>[] {
  return Object.entries(plans).flatMap(([code, plan]) => {
    const own = roads.filter(({ post }) => post.code === code);
    return lampsOf(seed, code, plan, own);
  });
}

function lampsOf(
  seed: number,
  code: string,
  plan: LampPlan,
  roads: readonly PatrolRoad[],
): DemonstrationFeature<'solar-lamp'>[] {
  const random = randomOf(seed, `lamps ${code}`);
  const stands = standsAlong(roads, plan.lamps);
  const ordered =
    code === 'bac-xa' ? stands.map((_, index) => index) : random.shuffled(stands.map((_, index) => index));
  // Bắc Xa's broken ones are the last, so that the lit stretch is the reported one; elsewhere they are anywhere.
  const broken = new Set(ordered.slice(plan.working));
  const even = stands.map(() => 1);
  const cost = code === 'chi-lang' ? inShares(chiLang.cost, even) : stands.map(() => random.whole(1_550, 1_900) * 1000);
  const manDays = code === 'chi-lang' ? inShares(chiLang.manDays, even) : stands.map(() => 1);
  return stands.map(({ road, place, along }, index) => {
    const off = random.between(1.2, 2.8) * (index % 2 ? 1 : -1);
    const stand: Place = [place[0] - along[1] * off, place[1] + along[0] * off];
    const installed = `${plan.year}-${`${1 + Math.floor((11 * index) / stands.length)}`.padStart(2, '0')}-20`;
    const number = `${code.toUpperCase()}-${`${index + 1}`.padStart(3, '0')}`;
    const isBroken = broken.has(index);
    const brokenSince = `2025-${`${random.whole(2, 9)}`.padStart(2, '0')}-05`;
    return {
      layer: 'solar-lamp',
      id: idOf(seed, `solar-lamp ${number}`),
      geometry: { type: 'Point', coordinates: toPosition(stand) },
      properties: {
        code: number,
        kind: 'patrol',
        status: isBroken ? 'broken' : 'working',
        post_id: road.post.id,
        road_id: idOf(seed, `patrol-road ${road.name}`),
        installed_on: installed,
        power_watts: random.pick([60, 90, 100]),
        cost_vnd: itemAt(cost, index),
        man_days: itemAt(manDays, index),
      },
      validFrom: isBroken ? brokenSince : installed,
      validTo: null,
      ...(isBroken && {
        earlier: [{ validFrom: installed, validTo: brokenSince, properties: { status: 'working' as const } }],
      }),
    };
  });
}

interface Stand {
  readonly road: PatrolRoad;
  readonly place: Place;
  /** Unit direction of the road there. */
  readonly along: Place;
}

function standsAlong(roads: readonly PatrolRoad[], count: number): Stand[] {
  const stands: Stand[] = [];
  let metres = 0;
  let wanted = spacingMetres / 2;
  for (const road of roads) {
    for (let index = 1; index < road.line.length; index++) {
      const from = itemAt(road.line, index - 1);
      const to = itemAt(road.line, index);
      const step = storedLengthMetres([from, to]);
      while (metres + step >= wanted) {
        if (stands.length === count) return stands;
        const share = (wanted - metres) / step;
        const span = distance(from, to) || 1;
        stands.push({
          road,
          place: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
          along: [(to[0] - from[0]) / span, (to[1] - from[1]) / span],
        });
        wanted += spacingMetres;
      }
      metres += step;
    }
  }
  throw new Error('The roads are too short for their lamps');
}
