import { destination, distanceMetres, findCoordinateSystem, toWgs84 } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { sql } from '../database/sql.ts';
import { read, sendFeature } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey } from '../testing/surveys.ts';

const table = 'code,kind,status,X,Y\nVN-1,patrol,working,2400000,497000\nVN-2,patrol,working,2400100,497100\n';

it('in metres a file is offered the axes of the province served, as it is since July 2025 and of all it was made of', async () => {
  const { surveyor } = await lampSurveys({ province: 'Bắc Ninh' });
  const { candidates } = await kept(surveyor, table, { name: 'bac-ninh.csv' });
  const offered = new Map(candidates.map(({ crs, divisions }) => [crs, divisions]));
  // 107°00′: Bắc Ninh's since July 2025, Bắc Giang's before. Lạng Sơn's 107°15′ is one of many here.
  expect(offered.get('EPSG:9214')).toEqual(['since-july-2025', 'before-july-2025']);
  expect(offered.get('EPSG:9215')).toBeUndefined();
});

describe('degrees of VN-2000 that say they are WGS 84, 224 m off', () => {
  type Place = [number, number];
  const vn2000 = findCoordinateSystem('EPSG:4756');
  if (!vn2000) throw new Error('VN-2000 has been lost');
  const fromVn2000 = toWgs84(vn2000);
  const toVn2000 = ([x, y]: Place): Place => {
    const [east, north] = fromVn2000(x, y);
    return [2 * x - east, 2 * y - north];
  };
  /** A walk every 10 m along a road that no marker stands near, thrown off a few metres. */
  const start: Place = [106.21, 21.31];
  const walked = (metres: number): Place[] =>
    Array.from({ length: metres / 10 }, (_, at) =>
      destination(destination(start, 30, 10 * at), 90, 8 * Math.sin(7 * at)),
    );
  const file = (places: readonly Place[]) =>
    fileOf({
      ...{ type: 'Feature', geometry: { type: 'LineString', coordinates: places } },
      properties: { name: 'Chuyến 4756', kind: 'patrol' },
    });
  const track = { layer: 'survey-track', name: 'chuyen-4756.geojson' };

  it('are asked about where they follow a known road only so, and taken once a person has said so', async () => {
    const { surveyor, reviewer } = await lampSurveys();
    const road = {
      ...{ type: 'Feature', geometry: { type: 'LineString', coordinates: [start, destination(start, 30, 3000)] } },
      properties: { name: 'Đường 4756', kind: 'patrol', surface: 'earth', status: 'usable' },
    };
    expect((await sendFeature(reviewer, 'POST', '/ogc/collections/patrol-road/items', road)).status).toBe(201);

    const asked = await kept(surveyor, file(walked(2000).map(toVn2000)), track);
    expect(asked).toMatchObject({ state: 'has-issues', receipt: { crs: null } });
    expect(asked.candidates.slice(0, 2).map(({ crs }) => crs)).toEqual(['EPSG:4756', 'EPSG:4326']);
    const question = asked.issues.find(({ code }) => code === 'crs-unconfirmed');
    expect(question?.fix).toMatchObject({ kind: 'set-crs', crs: 'EPSG:4756' });
    const answered = await read<Survey>(await change(surveyor, asked.id, { fixes: [{ ...question?.fix }] }));
    expect(answered).toMatchObject({ receipt: { crs: 'EPSG:4756', accepted: 1 } });
    expect(answered.matches?.stretches).toMatchObject([{ name: 'Đường 4756' }]);

    // A short walk says too little to be held back, and enough for a hint.
    const hinted = await kept(surveyor, file(walked(250).map(toVn2000)), track);
    expect(hinted.receipt).toMatchObject({ crs: 'EPSG:4326', accepted: 1 });
    const hint = hinted.issues.find(({ code }) => code === 'datum-suspected');
    expect(hint).toMatchObject({ severity: 'warning', fix: { kind: 'set-crs', crs: 'EPSG:4756' } });
    expect(hint?.message).toMatch(/22\d m/);

    const right = await kept(surveyor, file(walked(2000)), track);
    expect(right.receipt).toMatchObject({ crs: 'EPSG:4326', accepted: 1 });
    expect(right.issues.filter(({ code }) => code.startsWith('crs-') || code === 'datum-suspected')).toEqual([]);
  });
});

describe('a system that only the database knows', () => {
  it('is used where PostGIS puts the file to the same place, and described for whoever reads it again', async () => {
    const { api, surveyor, lamp } = await lampSurveys();
    // Indian 1954 in UTM 48N, as old maps of the whole region are.
    const [plane] = await api.database.read({ role: 'reader_open', account: null }, (transaction) =>
      transaction.query<{ x: number; y: number }>(sql`select st_x(place) as x, st_y(place) as y
        from st_transform('SRID=4326;POINT(106.31 21.41)'::geometry, 23948) as place`),
    );
    const content = fileOf(lamp('I-54', {}, [plane?.x ?? 0, plane?.y ?? 0]));
    const { id, ...survey } = await kept(surveyor, content, { fields: { crs: 'EPSG:23948' } });
    expect(survey).toMatchObject({
      receipt: { crs: 'EPSG:23948', accepted: 1 },
      system: { code: 'EPSG:23948', name: 'Indian 1954 / UTM zone 48N', geographic: false },
    });
    const { features } = await read<{ features: { geometry: { coordinates: [number, number] } }[] }>(
      await surveyor(`/api/surveys/${id}/features`),
    );
    expect(distanceMetres(features[0]?.geometry.coordinates ?? [], [106.31, 21.41])).toBeLessThan(0.01);
  });

  it('is refused in plain words where nothing here leads from it to WGS 84, and unknown where the database has none', async () => {
    const { surveyor, lamp } = await lampSurveys();
    const refused = await kept(surveyor, fileOf(lamp('NAD27')), { fields: { crs: 'EPSG:4267' } });
    expect(refused).toMatchObject({ receipt: { crs: null, accepted: 0 } });
    expect(refused.issues.find(({ code }) => code === 'crs-unsupported')?.message).toMatch(
      /EPSG:4267 không dùng được: không biết cách chuyển/,
    );
    // Of Hanoi 1972 PROJ knows no shift for the north and makes none, the text beside it makes one of 51 m: neither is taken.
    const onOldMap = fileOf(lamp('HN-72', {}, [18_635_836.842, 2_369_081.1127]));
    const apart = await kept(surveyor, onOldMap, { fields: { crs: 'EPSG:2044' } });
    expect(apart.receipt).toMatchObject({ crs: null, accepted: 0 });
    expect(apart.issues.find(({ code }) => code === 'crs-unsupported')?.message).toMatch(/hai vị trí khác nhau/);
    const unknown = await kept(surveyor, fileOf(lamp('9999')), { fields: { crs: 'EPSG:999999' } });
    expect(unknown.issues.map(({ code }) => code)).toContain('crs-unknown');
  });
});
