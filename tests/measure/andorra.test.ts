import { readFileSync } from 'node:fs';
import { coveredByLines, coveredMetres, LineIndex, prepareLines } from '@phen-dau/geodata';
import type { FeatureCollection, LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('osm_andorra');
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const onFoot = ['path', 'footway', 'steps', 'bridleway', 'pedestrian'];
const reaches = [100, 250, 500, 1000, 2000];

/**
 * A real mountain border with its roads, measured beforehand by GEOS and PROJ: lengths by geodesics, shares of the border by
 * planar buffers of 16 segments a quarter in the UTM zone, which are too small by up to 0.0004 of the border.
 */
describe.skipIf(!folder)('the border and roads of Andorra (needs ../shared/data/osm_andorra)', () => {
  const roads: FeatureCollection<LineString, { highway: string }> = folder
    ? read('andorra_roads.geojson')
    : { features: [] };
  const line: FeatureCollection<LineString> = folder ? read('andorra_border.geojson') : { features: [] };
  const expected = folder ? read('expected.json') : {};
  const network = prepareLines(roads.features.map(({ geometry }) => [geometry.coordinates]));
  const border = prepareLines(line.features.map(({ geometry }) => [geometry.coordinates]));
  const share = (index: LineIndex, reach: number) =>
    Number(coveredMetres(coveredByLines(border, index, reach))[0]) / Number(border.lengthMetres[0]);

  it('are as long as geodesics say, by class of road too', () => {
    expect(Number(border.lengthMetres[0]) / 1000).toBeCloseTo(expected.border_km_geodesic, 2);
    const byClass = new Map<string, number>();
    roads.features.forEach(({ properties: { highway } }, road) => {
      byClass.set(highway, (byClass.get(highway) ?? 0) + Number(network.lengthMetres[road]) / 1000);
    });
    for (const [highway, kilometres] of Object.entries<number>(expected.roads_km_by_highway)) {
      // Their kilometres by class are sums of ways rounded to the metre.
      expect(Math.abs(Number(byClass.get(highway)) - kilometres)).toBeLessThan(0.01);
    }
  });

  it('lie as near to each other as planar buffers say, within what buffers of 16 segments leave out', () => {
    const driveable = new LineIndex(
      network,
      (road) => !onFoot.includes(roads.features[road]?.properties.highway ?? ''),
    );
    const any = new LineIndex(network);
    for (const reach of reaches) {
      const byCar = share(driveable, reach) - expected.border_share_within_m_of_driveable_road[reach];
      const byAny = share(any, reach) - expected.border_share_within_m_of_any_way[reach];
      for (const apart of [byCar, byAny]) {
        expect(apart).toBeGreaterThanOrEqual(-1e-5);
        expect(apart).toBeLessThan(4e-4);
      }
    }
  });
});
