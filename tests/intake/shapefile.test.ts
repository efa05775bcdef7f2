import { findCoordinateSystem, placedFeatures } from '@phen-dau/geodata';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('Shapefile', () => {
  it('brings attributes in their types, the code page and the system of its .prj with it', async () => {
    const { features, statedCrs, issues } = await read('a.zip');
    expect(issues).toEqual([]);
    expect(features.map(({ properties }) => properties)).toEqual([
      { ten: 'Bắc Xa', dai: 20, ngay: '2026-06-01' },
      { ten: 'Chi Lăng', dai: 21, ngay: '2026-06-02' },
    ]);
    expect(findCoordinateSystem(statedCrs ?? '')?.code).toBe('EPSG:9215');
    const [placed] = placedFeatures(features, statedCrs ?? '', 'as-is') ?? [];
    const { coordinates = [] } = (placed?.geometry ?? {}) as { coordinates?: Position[] };
    expect(coordinates[0]?.[0]).toBeCloseTo(106.761, 4);
  });

  it('alone says what is missing and is read', async () => {
    const content = await read('a.shp');
    expect(content.issues.map(({ context }) => context?.part)).toEqual(['.dbf', '.prj']);
    expect(content.features).toHaveLength(2);
  });
});
