import { type CoverageFeature, type CoverageFeatures, measureDefaults, prepareWorks, worksOf } from '@phen-dau/geodata';

/** A day of works that tests of the coverage page draw: two kilometres of border, two roads, three lamps, two markers, two posts. */
const features: CoverageFeatures = {
  'border-post': [point('A', 0, 0.001, { name: 'Bắc Xa' }), point('B', 0.05, 0, { name: 'Chi Lăng' })],
  'border-line': [
    line('sector', [0, 0.001], [0.02, 0.001], { name: 'Đoạn 1', post_id: 'A' }),
    line('beyond', [0.02, 0.001], [0.04, 0.001], { name: 'Đoạn 2', post_id: 'B' }),
  ],
  'border-marker': [
    point('near', 0.002, 0.0001, { number: '1290', post_id: 'A' }),
    point('far', 0.018, 0.001, { number: '1291', post_id: 'A' }),
  ],
  'patrol-road': [
    line('street', [0, 0], [0.01, 0], { name: 'Đường 1', kind: 'patrol', surface: 'concrete' }),
    line('track', [0.01, 0], [0.014, 0], { name: 'Đường 2', kind: 'patrol', surface: 'earth' }),
  ],
  'solar-lamp': [
    point('one', 0.003, 0, { code: 'Đ1', status: 'working', post_id: 'A' }),
    point('broken', 0.006, 0, { code: 'Đ2', status: 'broken', post_id: 'A' }),
    point('elsewhere', 0.045, 0, { code: 'Đ3', status: 'working', post_id: 'B' }),
  ],
};

/** The works, their names and what is prepared of them, of the default parameters or others. */
export function coverageWorks(parameters: Partial<typeof measureDefaults> = {}) {
  return { features, prepared: prepareWorks(worksOf(features).works, { ...measureDefaults, ...parameters }) };
}

function at(east: number, north: number): [number, number] {
  return [106.7 + east, 21.9 + north];
}

function point(id: string, east: number, north: number, properties: object): CoverageFeature {
  return { id, geometry: { type: 'Point', coordinates: at(east, north) }, properties: { ...properties } };
}

type Offset = readonly [east: number, north: number];

function line(id: string, from: Offset, to: Offset, properties: object): CoverageFeature {
  const coordinates = [[at(...from), at((from[0] + to[0]) / 2, (from[1] + to[1]) / 2), at(...to)]];
  return {
    id,
    geometry: { type: 'MultiLineString', coordinates },
    properties: { status: 'usable', post_id: 'A', ...properties },
  };
}
