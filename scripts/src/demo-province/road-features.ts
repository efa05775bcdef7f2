import { storedLengthMetres, toPosition } from './frame.ts';
import type { MarkerRoad } from './inspection-roads.ts';
import type { PatrolRoad } from './patrol-roads.ts';
import { idOf, randomOf } from './random.ts';
import { inShares } from './shares.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';

/** As reported for the marker inspection roads: man-days and VND of Chi Lăng's own, and of all. */
const reported = {
  chiLang: { manDays: 5_000, cost: 4_500_000_000 },
  all: { manDays: 40_200, cost: 51_000_000_000 },
};
/** Money by source as a province of the region reports it: 16 % public budget, 82.5 % credit, the rest contributed. */
const sources = { public: 0.16, credit: 0.825 };

const lengthMetres = (line: PatrolRoad['line']) => Math.round(storedLengthMetres(line) * 1000) / 1000;
const geometryOf = (line: PatrolRoad['line']) => ({
  type: 'MultiLineString' as const,
  coordinates: [line.map(toPosition)],
});

type Costs = Pick<PropertiesOf<'patrol-road'>, 'cost_vnd' | 'cost_public_vnd' | 'cost_credit_vnd' | 'cost_social_vnd'>;

function bySource(cost: number): Costs {
  const fromPublic = Math.round(cost * sources.public);
  const fromCredit = Math.round(cost * sources.credit);
  return {
    cost_vnd: cost,
    cost_public_vnd: fromPublic,
    cost_credit_vnd: fromCredit,
    cost_social_vnd: cost - fromPublic - fromCredit,
  };
}

const two = (value: number): string => `${value}`.padStart(2, '0');

/** Patrol roads with what they were before: earth until they were paved, usable until they were closed. */
export function patrolRoadFeatures(seed: number, roads: readonly PatrolRoad[]): DemonstrationFeature<'patrol-road'>[] {
  return roads.map((road) => {
    const random = randomOf(seed, `road ${road.name}`);
    const paved = road.surface === 'concrete' || road.surface === 'asphalt';
    const built = random.whole(2020, 2024);
    const yearBefore = random.whole(2003, 2016);
    const metres = lengthMetres(road.line);
    const properties: PropertiesOf<'patrol-road'> = {
      name: road.name,
      kind: 'patrol',
      surface: road.surface,
      status: road.status,
      post_id: road.post.id,
      marker_id: null,
      length_metres: metres,
      width_metres: paved ? random.pick([3, 3.5, 4.5]) : 3,
      year_built: paved ? built : road.status === 'planned' ? null : yearBefore,
      ...(paved ? bySource(Math.round(metres * random.between(1.6, 2.4)) * 1_000_000) : noCosts),
      man_days: paved ? Math.round(metres * random.between(0.2, 0.4)) : null,
    };
    return {
      layer: 'patrol-road',
      id: idOf(seed, `patrol-road ${road.name}`),
      geometry: geometryOf(road.line),
      properties,
      ...lifeOf(road, paved ? `${built}-${two(random.whole(2, 12))}-01` : undefined, yearBefore),
    };
  });
}

/** Since when a road has been as it is, and how it was before. */
function lifeOf(
  { status }: PatrolRoad,
  pavedOn: string | undefined,
  yearBefore: number,
): Pick<DemonstrationFeature<'patrol-road'>, 'validFrom' | 'validTo' | 'earlier'> {
  const before = { surface: 'earth' as const, width_metres: 3, year_built: yearBefore, man_days: null, ...noCosts };
  if (status === 'planned') return { validFrom: '2024-03-15', validTo: null };
  if (status === 'usable' && !pavedOn) return { validFrom: registerOpened, validTo: null };
  const changedOn = status === 'building' ? '2025-02-10' : status === 'closed' ? '2025-08-21' : (pavedOn ?? '');
  const properties = status === 'usable' ? before : { status: 'usable' as const };
  return {
    validFrom: changedOn,
    validTo: null,
    earlier: [{ validFrom: registerOpened, validTo: changedOn, properties }],
  };
}
/** The first day the register tells of. */
const registerOpened = '2019-01-01';

const noCosts = { cost_vnd: null, cost_public_vnd: null, cost_credit_vnd: null, cost_social_vnd: null };

/** The programme's inspection roads, built since 2022, with labour and cost shared out by length to the reported sums. */
export function inspectionRoadFeatures(
  seed: number,
  roads: readonly MarkerRoad[],
): DemonstrationFeature<'patrol-road'>[] {
  const own = roads.filter(({ marker }) => marker.post.code === 'chi-lang');
  const others = roads.filter(({ marker }) => marker.post.code !== 'chi-lang');
  return [
    ...ofProgramme(seed, own, reported.chiLang.manDays, reported.chiLang.cost),
    ...ofProgramme(
      seed,
      others,
      reported.all.manDays - reported.chiLang.manDays,
      reported.all.cost - reported.chiLang.cost,
    ),
  ];
}

function ofProgramme(seed: number, roads: readonly MarkerRoad[], manDays: number, cost: number) {
  const weights = roads.map(({ line }) => storedLengthMetres(line));
  const labour = inShares(manDays, weights);
  const thousands = inShares(cost / 1000, weights);
  return roads.map(({ marker, line }, index): DemonstrationFeature<'patrol-road'> => {
    const random = randomOf(seed, `inspection road ${marker.number}`);
    const year = random.whole(2022, 2025);
    const month = random.whole(1, year === 2025 ? 9 : 12);
    const opened = `${year}-${two(month)}-15`;
    // The programme's plan of the year before names some of its roads.
    const isPlanned = random.chance(0.45);
    const began = month > 4 ? `${year}-${two(month - 4)}-15` : `${year - 1}-${two(month + 8)}-15`;
    const unbuilt = { year_built: null, man_days: null, ...noCosts };
    return {
      layer: 'patrol-road',
      id: idOf(seed, `inspection road ${marker.number}`),
      geometry: geometryOf(line),
      properties: {
        name: `Đường kiểm tra mốc ${marker.number}`,
        kind: 'inspection',
        surface: random.pick(['concrete', 'concrete', 'concrete', 'gravel']),
        status: 'usable',
        post_id: marker.post.id,
        marker_id: marker.id,
        length_metres: lengthMetres(line),
        width_metres: random.pick([1, 1.2, 1.5, 2]),
        year_built: year,
        ...bySource((thousands[index] ?? 0) * 1000),
        man_days: labour[index] ?? 0,
      },
      validFrom: opened,
      validTo: null,
      ...(isPlanned && {
        earlier: [
          {
            validFrom: `${year - 1}-01-20`,
            validTo: began,
            properties: { surface: 'footpath' as const, status: 'planned' as const, ...unbuilt },
          },
          {
            validFrom: began,
            validTo: opened,
            properties: { surface: 'earth' as const, status: 'building' as const, ...unbuilt },
          },
        ],
      }),
    };
  });
}

/** Old footpaths that branch off the patrol road to a marker. */
export function branchRoadFeatures(seed: number, roads: readonly MarkerRoad[]): DemonstrationFeature<'patrol-road'>[] {
  return roads.map(({ marker, line }) => ({
    layer: 'patrol-road',
    id: idOf(seed, `branch road ${marker.number}`),
    geometry: geometryOf(line),
    properties: {
      name: `Nhánh tuần tra mốc ${marker.number}`,
      kind: 'patrol',
      surface: 'footpath',
      status: 'usable',
      post_id: marker.post.id,
      marker_id: marker.id,
      length_metres: lengthMetres(line),
      width_metres: 1,
      year_built: randomOf(seed, `branch road ${marker.number}`).whole(1998, 2015),
      ...noCosts,
      man_days: null,
    },
    validFrom: '2019-01-01',
    validTo: null,
  }));
}
