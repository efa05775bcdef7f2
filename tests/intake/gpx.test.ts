import { layerById, validateFeatures } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('GPX', () => {
  it('tells waypoints, routes and tracks apart, keeps segments, times, heights and accuracy', async () => {
    const { features, statedCrs } = await read('a.gpx');
    expect(statedCrs).toBe('EPSG:4326');
    expect(features.map(({ kind }) => kind)).toEqual(['waypoint', 'route', 'track']);
    expect(features[0]).toMatchObject({
      geometry: { type: 'Point', coordinates: [106.7, 21.9] },
      properties: { name: 'Mốc 1090 & 1091', ele: 310, accuracy: 10, time: '2026-06-01T01:00:00.000Z' },
    });
    const track = features[2];
    expect(track?.geometry).toMatchObject({
      type: 'MultiLineString',
      coordinates: [
        [
          [106.7, 21.9],
          [106.701, 21.901],
        ],
        [
          [106.71, 21.91],
          [106.72, 21.92],
        ],
      ],
    });
    expect(track?.properties).toEqual({
      name: 'Chuyến <1>',
      type: 'foot',
      code: 'T1',
      started_at: '2026-05-31T18:01:00.000Z',
      ended_at: '2026-06-01T01:00:00.000Z',
    });
    const [first, second] = track?.fixes ?? [];
    expect([...(first?.times ?? [])]).toEqual([Date.UTC(2026, 5, 1, 1), Date.UTC(2026, 4, 31, 18, 1)]);
    expect(first?.elevationsMetres[0]).toBe(310.5);
    expect(first?.accuracyMetres[0]).toBe(4.5);
    expect(second?.times[0]).toBeNaN();
  });

  it('reads GPX 1.0, prefixes and times without a zone', async () => {
    const content = await read(
      'a.gpx',
      '<g:gpx xmlns:g="x" version="1.0"><g:wpt lat="21" lon="106"><g:time>2026-06-01T01:00:00</g:time></g:wpt></g:gpx>',
    );
    expect(content.features[0]?.properties.time).toBe('2026-06-01T01:00:00.000Z');
  });

  it('becomes a feature of the layer of tracks as it is', async () => {
    const { features } = await read('a.gpx');
    const { accepted } = validateFeatures(layerById('survey-track'), features.slice(2), { set: { kind: 'patrol' } });
    expect(accepted[0]?.properties).toMatchObject({ name: 'Chuyến <1>', started_at: '2026-05-31T18:01:00.000Z' });
  });
});
