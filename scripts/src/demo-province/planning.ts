import { toPlace, toPosition } from './frame.ts';
import { idOf, randomOf } from './random.ts';
import { blob, hectares, ringPositions } from './shapes.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';

type Project = PropertiesOf<'development-project'>;

/** [name, kind, appraisal now, middle, reach in metres]; names in part real, every shape invented. */
const projects: readonly (readonly [
  name: string,
  kind: Project['kind'],
  appraisal: Project['appraisal'],
  longitude: number,
  latitude: number,
  reach: number,
])[] = [
  ['Khu công nghiệp VSIP Lạng Sơn', 'industrial_zone', 'agreed', 106.49, 21.57, 1_350],
  ['Khu công nghiệp Đồng Bành', 'industrial_zone', 'agreed_with_conditions', 106.57, 21.62, 700],
  ['Khu công nghiệp Hữu Lũng', 'industrial_zone', 'under_review', 106.35, 21.5, 820],
  ['Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn', 'economic_zone', 'agreed', 106.7, 21.89, 4_200],
  ['Khu kinh tế trọng điểm Lộc Bình', 'economic_zone', 'under_review', 106.93, 21.75, 2_600],
  ['Khu kinh tế trọng điểm Tràng Định', 'economic_zone', 'not_started', 106.47, 22.27, 2_300],
  ['Khu vực cửa khẩu Chi Ma', 'gate_area', 'agreed_with_conditions', 106.985, 21.79, 620],
  ['Khu vực cửa khẩu Tân Thanh', 'gate_area', 'agreed', 106.655, 22.0, 560],
  ['Khu vực cửa khẩu Bình Nghi', 'gate_area', 'not_agreed', 106.57, 22.2, 480],
];

/** Development projects; most were under review before they were decided. */
export function projectFeatures(seed: number): DemonstrationFeature<'development-project'>[] {
  return projects.map(([name, kind, appraisal, longitude, latitude, reach]) => {
    const random = randomOf(seed, `project ${name}`);
    const ring = blob(random, toPlace(longitude, latitude), reach, random.between(1, 1.35));
    const decided =
      appraisal === 'not_started' || appraisal === 'under_review' ? null : `${random.whole(2021, 2025)}-04-10`;
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
      validFrom: decided ?? '2020-01-01',
      validTo: null,
      ...(decided && {
        earlier: [
          {
            validFrom: '2019-06-01',
            validTo: decided,
            properties: { appraisal: 'under_review' as const, appraised_on: null },
          },
        ],
      }),
    };
  });
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
