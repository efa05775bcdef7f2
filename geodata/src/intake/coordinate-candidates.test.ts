import { readFileSync } from 'node:fs';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { findCoordinateSystem } from '../coordinates/coordinate-system.ts';
import { zoneOfProvince } from '../coordinates/province-meridians.ts';
import { vn2000FromWgs84, vn2000GeographicDefinition, vn2000Zones } from '../coordinates/vn2000.ts';
import { distanceMetres } from '../geodesic.ts';
import { sharedDataFile } from '../support/shared-data.ts';
import { coordinateCandidates, needsConfirmation } from './coordinate-candidates.ts';
import { surveyLimits } from './limits.ts';
import { prepareReference } from './place-reference.ts';
import { placedFeatures } from './placed-features.ts';
import { readSurvey } from './read-survey.ts';
import { unzipSafely } from './unzip-safely.ts';

const road = Array.from(
  { length: 60 },
  (_, at) => [106.7 + at * 0.002, 21.9 + 0.01 * Math.sin(at / 5)] as [number, number],
);
const zone = zoneOfProvince('Lạng Sơn');
const old = zoneOfProvince('Lai Châu', 'before-july-2025');
if (!zone || !old) throw new Error('The table of axes has lost a province');

const reference = prepareReference({
  bounds: [106.1, 21.3, 107.4, 22.5],
  province: [
    [
      [
        [106.1, 21.3],
        [107.4, 21.3],
        [107.4, 22.5],
        [106.1, 22.5],
        [106.1, 21.3],
      ],
    ],
  ],
  lines: [[road]],
  zones: [
    { zone, division: 'since-july-2025' },
    { zone, division: 'before-july-2025' },
  ],
});
const line = (positions: readonly (readonly number[])[]) => [
  { geometry: { type: 'LineString', coordinates: positions } },
];
const inZone = (epsg: number, order: 'as-is' | 'swapped') => {
  const wanted = vn2000Zones.find((each) => each.epsg === epsg);
  if (!wanted) throw new Error('No such zone');
  return road.map(([longitude, latitude]) => {
    const { xNorthMetres, yEastMetres } = vn2000FromWgs84(longitude, latitude, wanted);
    return order === 'as-is' ? [yEastMetres, xNorthMetres] : [xNorthMetres, yEastMetres];
  });
};

describe('the coordinate system of a file', () => {
  it.each(vn2000Zones.map(({ epsg, name }) => [epsg, name]))(
    'EPSG:%i (%s) is found again beside a known road, in either order',
    (epsg) => {
      for (const order of ['as-is', 'swapped'] as const) {
        const candidates = coordinateCandidates(line(inZone(epsg, order)), reference);
        expect(candidates[0]).toMatchObject({ crs: `EPSG:${epsg}`, order });
        expect(needsConfirmation(candidates)).toBe(true);
      }
    },
  );

  it('plain longitude and latitude are taken as they are, latitude first and VN-2000 degrees are asked about', () => {
    const plain = coordinateCandidates(line(road), reference);
    expect(plain[0]).toMatchObject({ crs: 'EPSG:4326', order: 'as-is' });
    expect(needsConfirmation(plain)).toBe(false);
    const swapped = coordinateCandidates(line(road.map(([x, y]) => [y, x])), reference);
    expect(swapped[0]).toMatchObject({ crs: 'EPSG:4326', order: 'swapped' });
    expect(needsConfirmation(swapped)).toBe(true);
    // 224 m off the road it was walked on: nearness tells, and it has to be confirmed.
    const shifted = coordinateCandidates(line(road.map(([x, y]) => vn2000Degrees(x, y))), reference);
    expect(shifted[0]).toMatchObject({ crs: 'EPSG:4756', order: 'as-is' });
    expect(needsConfirmation(shifted, 'EPSG:4326')).toBe(true);
  });

  it('far from every known line the axes of the province are offered, never one taken', () => {
    const aside = road.map(([x, y]) => {
      const { xNorthMetres, yEastMetres } = vn2000FromWgs84(x - 0.3, y + 0.2, zone);
      return [yEastMetres, xNorthMetres];
    });
    const candidates = coordinateCandidates(line(aside), reference);
    expect(candidates[0]).toMatchObject({ crs: 'EPSG:9215', divisions: ['since-july-2025', 'before-july-2025'] });
    expect(candidates.length).toBeGreaterThan(2);
    expect(candidates[0]?.ghosts.length).toBeGreaterThan(50);
    expect(needsConfirmation(candidates)).toBe(true);
  });

  it('offers the axis of either division of the provinces', () => {
    const now = zoneOfProvince('Lai Châu');
    if (!now) throw new Error('The table of axes has lost a province');
    const laiChau = prepareReference({
      bounds: [102.3, 21.7, 103.98, 22.82],
      zones: [
        { zone: now, division: 'since-july-2025' },
        { zone: old, division: 'before-july-2025' },
      ],
    });
    const { xNorthMetres, yEastMetres } = vn2000FromWgs84(103.3, 22.3, old);
    const candidates = coordinateCandidates(
      [{ geometry: { type: 'Point', coordinates: [yEastMetres, xNorthMetres] } }],
      laiChau,
    );
    const offered = candidates.flatMap(({ divisions = [] }) => divisions);
    expect(offered).toContain('before-july-2025');
    expect(candidates[0]).toMatchObject({ crs: 'EPSG:9205' });
  });

  it('what a file states by code is believed where it fits and asked about where it does not', () => {
    const features = line(inZone(9215, 'as-is'));
    const right = coordinateCandidates(features, reference, { statedCrs: 'EPSG:9215' });
    expect(needsConfirmation(right, 'EPSG:9215')).toBe(false);
    const wrong = coordinateCandidates(features, reference, { statedCrs: 'EPSG:9210' });
    expect(wrong[0]?.crs).toBe('EPSG:9215');
    expect(needsConfirmation(wrong, 'EPSG:9210')).toBe(true);
  });

  it('nothing that fits and nothing at all have to be asked about', () => {
    expect(needsConfirmation([])).toBe(true);
    expect(
      needsConfirmation(
        coordinateCandidates(
          line([
            [5, 50],
            [6, 51],
          ]),
          reference,
        ),
      ),
    ).toBe(true);
    expect(coordinateCandidates([{ geometry: null }], reference)).toEqual([]);
  });
});

describe('a .prj, which names VN-2000 without the datum shift', () => {
  const prj = (name: string, meridian: number, scale: number) =>
    `PROJCS["${name}",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",${scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
  it('is the zone of its axis and scale', () => {
    expect(findCoordinateSystem(prj('VN_2000_TM-3_107-15', 107.25, 0.9999))?.code).toBe('EPSG:9215');
    expect(findCoordinateSystem(prj('VN_2000_UTM_Zone_48N', 105, 0.9996))?.code).toBe('EPSG:3405');
    expect(
      findCoordinateSystem('GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137,298.257]]]')?.code,
    ).toBe('EPSG:4756');
    expect(
      findCoordinateSystem('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]')
        ?.code,
    ).toBe('EPSG:4326');
  });
});

const vectors = sharedDataFile('vn2000/vectors.json');
describe.skipIf(!vectors)('a table of the published coordinates', () => {
  const list: {
    name: string;
    epsg: number;
    wgs84: { lon: number; lat: number };
    vn2000_tm3: { E: number; N: number };
  }[] = vectors ? JSON.parse(readFileSync(vectors, 'utf8')).vectors : [];
  it.each(list)('$name lands within 1 mm, with X for north as on paper', async ({ epsg, wgs84, vn2000_tm3 }) => {
    const cell = (metres: number) => String(metres).replace('.', ',');
    const text = `Điểm;X (m);Y (m)\nA;${cell(vn2000_tm3.N)};${cell(vn2000_tm3.E)}\n`;
    const { features } = await readSurvey(new TextEncoder().encode(text), 'a.csv', surveyLimits, {
      unzip: unzipSafely,
    });
    const [placed] = placedFeatures(features, `EPSG:${epsg}`, 'as-is') ?? [];
    const { coordinates } = (placed?.geometry ?? {}) as { coordinates?: [number, number] };
    expect(distanceMetres(coordinates ?? [], [wgs84.lon, wgs84.lat])).toBeLessThan(0.001);
  });
});

/** VN-2000 longitude and latitude of a WGS 84 position. */
function vn2000Degrees(longitude: number, latitude: number): [number, number] {
  const [x = Number.NaN, y = Number.NaN] = proj4(vn2000GeographicDefinition).forward([longitude, latitude]);
  return [x, y];
}
