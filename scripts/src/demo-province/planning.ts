import type { BorderCountry } from './border-country.ts';
import { type Place, toPlace, toPosition } from './frame.ts';
import type { Gate } from './gates.ts';
import { middleOf } from './grid.ts';
import { lifeThrough } from './life.ts';
import { distance } from './polyline.ts';
import { idOf, randomOf } from './random.ts';
import { blob, block, hectares, ringPositions } from './shapes.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';

type Project = PropertiesOf<'development-project'>;

interface Plan {
  readonly name: string;
  readonly kind: Project['kind'];
  readonly appraisal: Project['appraisal'];
  readonly reach: number;
  /** WGS 84 degrees, or the gate whose area it is. */
  readonly at: readonly [longitude: number, latitude: number] | string;
}

/** Names in part real, every shape invented. */
const plans: readonly Plan[] = [
  {
    name: 'Khu công nghiệp VSIP Lạng Sơn',
    kind: 'industrial_zone',
    appraisal: 'agreed',
    at: [106.45, 21.5],
    reach: 1_500,
  },
  {
    name: 'Khu công nghiệp Đồng Bành',
    kind: 'industrial_zone',
    appraisal: 'agreed_with_conditions',
    at: [106.57, 21.62],
    reach: 780,
  },
  {
    name: 'Khu công nghiệp Hữu Lũng',
    kind: 'industrial_zone',
    appraisal: 'under_review',
    at: [106.35, 21.53],
    reach: 900,
  },
  {
    name: 'Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn',
    kind: 'economic_zone',
    appraisal: 'agreed',
    at: [106.72, 21.89],
    reach: 4_200,
  },
  {
    name: 'Khu kinh tế trọng điểm Lộc Bình',
    kind: 'economic_zone',
    appraisal: 'under_review',
    at: [106.93, 21.74],
    reach: 2_600,
  },
  {
    name: 'Khu kinh tế trọng điểm Tràng Định',
    kind: 'economic_zone',
    appraisal: 'not_started',
    at: [106.45, 22.25],
    reach: 2_300,
  },
  {
    name: 'Khu vực cửa khẩu Hữu Nghị',
    kind: 'gate_area',
    appraisal: 'agreed',
    at: 'Cửa khẩu quốc tế Hữu Nghị',
    reach: 640,
  },
  {
    name: 'Khu vực cửa khẩu Chi Ma',
    kind: 'gate_area',
    appraisal: 'agreed_with_conditions',
    at: 'Cửa khẩu quốc tế Chi Ma',
    reach: 560,
  },
  {
    name: 'Khu vực cửa khẩu Tân Thanh',
    kind: 'gate_area',
    appraisal: 'agreed',
    at: 'Cửa khẩu phụ Tân Thanh',
    reach: 520,
  },
  {
    name: 'Khu vực cửa khẩu Bình Nghi',
    kind: 'gate_area',
    appraisal: 'not_agreed',
    at: 'Cửa khẩu song phương Bình Nghi',
    reach: 420,
  },
];

/** Development projects; most were under review before they were decided. */
export function projectFeatures(
  seed: number,
  gates: readonly Gate[],
  country: BorderCountry,
): DemonstrationFeature<'development-project'>[] {
  return plans.map(({ name, kind, appraisal, reach, at }) => {
    const random = randomOf(seed, `project ${name}`);
    const middle = typeof at === 'string' ? besideGate(at, gates, country, reach * 1.3) : toPlace(...at);
    const ring =
      kind === 'industrial_zone' ? block(random, middle, reach) : blob(random, middle, reach, random.between(1, 1.2));
    const decided =
      appraisal === 'not_started' || appraisal === 'under_review' ? null : `${random.whole(2021, 2025)}-04-10`;
    const proposed = `${random.whole(2019, 2020)}-06-01`;
    const changes = decided
      ? [{ on: decided, before: { appraisal: 'under_review' as const, appraised_on: null } }]
      : [];
    const started =
      appraisal === 'not_started' ? [] : [{ on: '2020-11-15', before: { appraisal: 'not_started' as const } }];
    return {
      layer: 'development-project',
      id: idOf(seed, `project ${name}`),
      geometry: { type: 'MultiPolygon', coordinates: [[ringPositions(ring)]] },
      properties: {
        name: name.normalize('NFC'),
        kind,
        appraisal,
        area_hectares: hectares(ring),
        investment_vnd: random.whole(8, 60) * 100_000_000_000,
        appraised_on: decided,
      },
      ...lifeThrough<'development-project'>(proposed, [...started, ...changes]),
    };
  });
}

/** The place nearest to a gate that leaves room for a shape of this reach on the near side of the border. */
function besideGate(name: string, gates: readonly Gate[], { grid, offBorder }: BorderCountry, reach: number): Place {
  const gate = gates.find((candidate) => candidate.name === name.normalize('NFC'));
  if (!gate) throw new Error(`No gate ${name}`);
  let best: Place | undefined;
  let least = Infinity;
  offBorder.forEach((off, cell) => {
    if (off < reach || off === Infinity) return;
    const middle = middleOf(grid, cell);
    const away = distance(middle, gate.place);
    if (away < least) [best, least] = [middle, away];
  });
  if (!best) throw new Error(`No room beside ${name}`);
  return best;
}

/**
 * Resettlement. The first site has the figures reported by the neighbouring province and lies where its commune does, so
 * that one mark stands outside Lạng Sơn; the others are invented.
 */
export function resettlementFeatures(seed: number): DemonstrationFeature<'resettlement-site'>[] {
  const reported: DemonstrationFeature<'resettlement-site'> = {
    layer: 'resettlement-site',
    id: idOf(seed, 'resettlement Lục Chắn'),
    geometry: { type: 'Point', coordinates: toPosition(toPlace(107.72, 21.585)) },
    properties: {
      name: 'Lục Chắn',
      origin_village: 'Lý Lá',
      commune_name: 'Hải Sơn',
      status: 'settled',
      households: 24,
      origin_distance_metres: 20_000,
      support_per_house_vnd: 80_000_000,
      has_electricity: true,
      has_clean_water: true,
      has_telephone: true,
      has_school: true,
      year_settled: 2023,
    },
    validFrom: '2023-12-01',
    validTo: null,
    earlier: [
      { validFrom: '2022-03-01', validTo: '2023-12-01', properties: { status: 'building', year_settled: null } },
    ],
  };
  const invented = [
    ['Nà Tồng', 'Khuổi Lạn', 'Kiên Mộc', 107.19, 21.615, 'building'],
    ['Pác Luống mới', 'Phiêng Hang', 'Kháng Chiến', 106.56, 22.28, 'planned'],
  ] as const;
  return [
    reported,
    ...invented.map(
      ([name, origin, commune, longitude, latitude, status]): DemonstrationFeature<'resettlement-site'> => {
        const random = randomOf(seed, `resettlement ${name}`);
        return {
          layer: 'resettlement-site',
          id: idOf(seed, `resettlement ${name}`),
          geometry: { type: 'Point', coordinates: toPosition(toPlace(longitude, latitude)) },
          properties: {
            name: name.normalize('NFC'),
            origin_village: origin.normalize('NFC'),
            commune_name: commune,
            status,
            households: random.whole(18, 45),
            origin_distance_metres: random.whole(6, 14) * 1000,
            support_per_house_vnd: null,
            has_electricity: true,
            has_clean_water: status === 'building',
            has_telephone: true,
            has_school: false,
            year_settled: null,
          },
          validFrom: '2024-05-01',
          validTo: null,
        };
      },
    ),
  ];
}
