import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const line = [
  [106.7, 21.9, 310],
  [106.71, 21.91, 311],
];
const times = ['2026-06-01T01:00:00Z', '2026-06-01T01:10:00Z'];
const feature = (geometry: unknown, properties: unknown) => JSON.stringify({ type: 'Feature', geometry, properties });

describe('a walk in GeoJSON', () => {
  it.each([
    ['coordTimes', { type: 'LineString', coordinates: line }, { name: 'A', coordTimes: times }],
    ['coordinateProperties', { type: 'LineString', coordinates: line }, { name: 'A', coordinateProperties: { times } }],
    [
      'lists of several lines',
      { type: 'MultiLineString', coordinates: [line, line] },
      { name: 'A', coordTimes: [times, times] },
    ],
  ])('keeps the times beside its positions: %s', async (_, geometry, properties) => {
    const { features, issues } = await read('a.geojson', feature(geometry, properties));
    expect(issues).toEqual([]);
    expect(features).toMatchObject([{ kind: 'track', geometry }]);
    expect(features[0]?.properties).toEqual({
      name: 'A',
      started_at: '2026-06-01T01:00:00.000Z',
      ended_at: '2026-06-01T01:10:00.000Z',
    });
    expect([...(features[0]?.fixes?.[0]?.times ?? [])]).toEqual(times.map((time) => Date.parse(time)));
  });

  it.each([
    ['too few', [times[0]]],
    ['none that can be read', ['x', 'y']],
    ['no list', 'x'],
  ])('is a line like any other where its times are %s', async (_, coordTimes) => {
    const { features } = await read('a.geojson', feature({ type: 'LineString', coordinates: line }, { coordTimes }));
    expect(features).toMatchObject([{ kind: 'feature', properties: { coordTimes } }]);
    expect(features[0]?.fixes).toBeUndefined();
  });
});
