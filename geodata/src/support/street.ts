import geodesic from 'geographiclib-geodesic';
import type { CoverageFeature, CoverageFeatures } from '../coverage/answer.ts';

const earth = geodesic.Geodesic.WGS84;
/** The place `east` and `north` metres of a corner of Lạng Sơn. */
export function at(east: number, north: number): [number, number] {
  const up = earth.Direct(21.9, 106.7, 0, north);
  const there = earth.Direct(Number(up.lat2), Number(up.lon2), 90, east);
  return [Number(there.lon2), Number(there.lat2)];
}
export const point = (id: string, east: number, north: number, properties: object): CoverageFeature => ({
  id,
  geometry: { type: 'Point', coordinates: at(east, north) },
  properties: { ...properties },
});
export const line = (id: string, places: [number, number][], properties: object): CoverageFeature => ({
  id,
  geometry: { type: 'MultiLineString', coordinates: [places] },
  properties: { ...properties },
});

export const usable = { kind: 'patrol', surface: 'concrete', status: 'usable', post_id: 'A' };
export const working = { status: 'working', post_id: 'A' };
/** A street of a kilometre, 300 m below a border of two kilometres; the post stands at its start. */
export const features: CoverageFeatures = {
  'border-post': [point('A', 0, 20, { name: 'Bắc Xa' }), point('B', 5000, 0, { name: 'Chi Lăng' })],
  'border-line': [line('sector', [at(0, 300), at(2000, 300)], { name: 'Đoạn 1', post_id: 'A' })],
  'border-marker': [
    point('m1', 400, 25, { number: '1290', post_id: 'A' }),
    point('m2', 1800, 300, { number: '1291', post_id: 'A' }),
  ],
  'patrol-road': [
    line('street', [at(0, 0), at(500, 0), at(1000, 0)], { ...usable, name: 'Đường tuần tra' }),
    line('planned', [at(1000, 0), at(2000, 0)], { ...usable, name: 'Dự kiến', status: 'planned' }),
  ],
  'solar-lamp': [point('l1', 300, 0, { ...working, code: 'Đ1' }), point('l2', 340, 0, { ...working, code: 'Đ2' })],
  'survey-track': [
    line(
      'walk',
      Array.from({ length: 11 }, (_, step) => at(50 * step, 3)),
      {
        ...{ name: 'Tuần tra', kind: 'patrol', post_id: 'A' },
        ...{ started_at: '2026-05-01T01:00:00.000Z', ended_at: '2026-05-01T02:00:00.000Z' },
      },
    ),
  ],
};
