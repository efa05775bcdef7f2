import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { describedSystem, findCoordinateSystem } from '../coordinates/coordinate-system.ts';
import { vn2000FromWgs84 } from '../coordinates/vn2000.ts';
import { distanceMetres } from '../geodesic.ts';
import { placedFeatures } from '../intake/placed-features.ts';
import type { SurveyFeature } from '../intake/survey-reader.ts';
import { commandLineText } from '../issue-text.ts';
import { point, provinceZone, validated, village } from '../support/validated.ts';

describe('the coordinate system of a file', () => {
  const places: Position[] = [
    [106.76, 21.85],
    [106.71, 21.97],
    [107.01, 21.73],
    [106.2, 22.3],
    [107.3, 21.4],
  ];
  const inMetres = (order: 'north-first' | 'east-first', inZone = provinceZone) =>
    places.map(([longitude = 0, latitude = 0]) => {
      const { xNorthMetres: north, yEastMetres: east } = vn2000FromWgs84(longitude, latitude, inZone);
      return { geometry: point(...(order === 'east-first' ? [east, north] : [north, east])), properties: village };
    });

  it('is put right by the one that was stated', () => {
    const system = findCoordinateSystem('urn:ogc:def:crs:EPSG::9215');
    const { accepted, codes } = validated('village', inMetres('east-first'), system ? { system } : {});
    expect(codes).toEqual([]);
    for (const [at, { geometry }] of accepted.entries()) {
      expect(distanceMetres(geometry.coordinates as Position, places[at] ?? [])).toBeLessThan(0.002);
    }
  });

  it('is refused once, naming the likely right one, when metres are labelled as degrees', () => {
    for (const order of ['east-first', 'north-first'] as const) {
      const { codes, issues, accepted } = validated('village', inMetres(order));
      expect(codes).toEqual(['crs-mismatch']);
      expect(accepted).toEqual([]);
      expect(issues[0]?.context).toMatchObject({ likely: 'EPSG:9215', likelyName: 'VN-2000 107°15′' });
      expect(issues[0] && commandLineText(issues[0], 'en')).toMatch('--crs EPSG:9215');
    }
  });

  it('is refused when another zone was stated that puts everything outside the province', () => {
    const system = findCoordinateSystem('9205');
    const { issues } = validated('village', inMetres('east-first'), system ? { system } : {});
    expect(issues[0]).toMatchObject({
      code: 'crs-mismatch',
      context: { likely: 'EPSG:9215', stated: 'EPSG:9205 (VN-2000 103°00′)' },
    });
  });

  it('is recognised as UTM or web Mercator too', () => {
    const utm = findCoordinateSystem('EPSG:3405');
    if (!utm) throw new Error('no EPSG:3405');
    const file = inMetres('east-first', { epsg: 3405, kind: 'utm', centralMeridianDegrees: 105, name: 'UTM 48N' });
    expect(validated('village', file).issues[0]?.context).toMatchObject({ likely: 'EPSG:3405' });
    const mercator = places.map(([longitude = 0, latitude = 0]) => ({
      geometry: point(
        (longitude * 20037508.342789244) / 180,
        Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 6378137,
      ),
      properties: village,
    }));
    expect(validated('village', mercator).issues[0]?.context).toMatchObject({ likely: 'EPSG:3857' });
  });

  it.each([
    ['EPSG:4326', 'EPSG:4326'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/EPSG/0/9215', 'EPSG:9215'],
    ['epsg:9215', 'EPSG:9215'],
    ['4756', 'EPSG:4756'],
    ['EPSG:32648', 'EPSG:32648'],
    ['EPSG:3857', 'EPSG:3857'],
    [
      'PROJCS["VN-2000 / TM-3 107-15",GEOGCS["VN-2000",AUTHORITY["EPSG","4756"]],AUTHORITY["EPSG","9215"]]',
      'EPSG:9215',
    ],
    ['+proj=utm +zone=48 +datum=WGS84', '+proj=utm +zone=48 +datum=WGS84'],
    ['EPSG:27700', undefined],
    ['EPSG:999999', undefined],
    ['PROJCS["', undefined],
    ['hệ địa phương', undefined],
  ])('%s is found as %s', (text, code) => expect(findCoordinateSystem(text)?.code).toBe(code));
});

describe('a system as a database describes it', () => {
  const hanoi =
    '+proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +ellps=krass +towgs84=-17.51,-108.32,-62.39,0,0,0,0';
  const wkt = 'PROJCS["Hanoi 1972 / Gauss-Kruger zone 18",GEOGCS["Hanoi 1972"]]';

  it('places a file as it does on the other side of a message', () => {
    const system = describedSystem(2044, hanoi, wkt);
    if (typeof system === 'string') throw new Error(system);
    expect(system).toMatchObject({ code: 'EPSG:2044', name: 'Hanoi 1972 / Gauss-Kruger zone 18', geographic: false });
    const feature: SurveyFeature = {
      kind: 'feature',
      id: null,
      index: 0,
      properties: {},
      geometry: { type: 'Point', coordinates: [18_635_000, 2_368_000] },
    };
    const here = placedFeatures([feature], system, 'as-is');
    expect(placedFeatures([feature], JSON.parse(JSON.stringify(system)), 'as-is')).toEqual(here);
    const { coordinates = [] } = (here?.[0]?.geometry ?? {}) as { coordinates?: Position };
    expect(distanceMetres(coordinates, [106.3, 21.41])).toBeLessThan(3000);
  });

  it.each([
    ['a grid file', '+proj=tmerc +lon_0=105 +ellps=krass +nadgrids=vietnam.gsb', 'crs-grid-file'],
    ['a datum that is only reached by grid files', '+proj=longlat +datum=NAD27', 'crs-no-shift'],
    ['a height model', '+proj=longlat +datum=WGS84 +geoidgrids=egm96.gtx', 'crs-grid-file'],
    ['no way to WGS 84', '+proj=utm +zone=48 +ellps=krass', 'crs-no-shift'],
    ['a projection nobody has', '+proj=bamboo +ellps=WGS84', 'crs-projection'],
    ['no text at all', '', 'crs-projection'],
  ])('with %s is not used', (_what, text, reason) => expect(describedSystem(2044, text, wkt)).toBe(reason));
});
