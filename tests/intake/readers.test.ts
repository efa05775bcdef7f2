import {
  addToFlatGeobuf,
  csvHeading,
  csvRow,
  findCoordinateSystem,
  geojsonClosing,
  geojsonFeature,
  geojsonOpening,
  layerById,
  layerFlatGeobufWriter,
  type OutputFeature,
  placedFeatures,
  readSurvey,
  type SurveyContent,
  surveyBatches,
  surveyLimits,
  type TableOptions,
  unzipSafely,
  validateFeatures,
} from '@phen-dau/geodata';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { surveySamples } from './survey-samples.ts';

const samples = surveySamples();
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: Uint8Array | string = samples[name] ?? '', table: TableOptions = {}) =>
  readSurvey(typeof content === 'string' ? utf8(content) : content, name, surveyLimits, { unzip: unzipSafely, table });
const geometries = ({ features }: SurveyContent) => features.map(({ geometry }) => geometry);
const codes = ({ issues }: SurveyContent) => issues.map(({ code }) => code);

describe('every format', () => {
  it.each(Object.keys(samples))(
    '%s is known by its content, whatever its name, and read without an issue',
    async (name) => {
      const content = await read(name);
      expect(codes(content).filter((code) => !['part-not-read', 'part-missing'].includes(code))).toEqual([]);
      expect(content.features.length).toBeGreaterThan(0);
      const renamed = await read('upload', samples[name]);
      // Only a zip needs its name: what is in it decides the rest.
      expect(renamed.format === content.format || renamed.features.length === content.features.length).toBe(true);
    },
  );

  it('gives the same in pieces as in one', async () => {
    for (const [name, bytes] of Object.entries(samples)) {
      const features = [];
      for await (const batch of surveyBatches(bytes, name, surveyLimits, { unzip: unzipSafely }))
        features.push(...batch.features);
      expect(features).toEqual((await read(name)).features);
    }
  });

  it('comes through a worker message unchanged', async () => {
    for (const name of Object.keys(samples)) {
      const content = await read(name);
      expect(structuredClone(content)).toEqual(content);
    }
  });
});

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

describe('KML', () => {
  it('reads points, lines, areas with holes, tracks, extended data and folders, and counts what it passes over', async () => {
    const content = await read('a.kml');
    expect(geometries(content).map((geometry) => (geometry as { type: string }).type)).toEqual([
      'Point',
      'MultiLineString',
      'Polygon',
      'LineString',
    ]);
    expect(content.features[0]).toMatchObject({
      id: 'p1',
      properties: { name: 'Mốc', kind: 'main', số: '1090', folder: 'Đồn Bắc Xa' },
    });
    expect(geometries(content)[2]).toMatchObject({ coordinates: { length: 2 } });
    expect(content.features[3]).toMatchObject({
      kind: 'track',
      properties: { started_at: '2026-06-01T01:00:00.000Z' },
    });
    expect(content.features[3]?.fixes?.[0]?.elevationsMetres[1]).toBe(311);
    expect(content.issues).toEqual([
      { code: 'part-not-read', severity: 'warning', context: { what: 'NetworkLink', count: 1 } },
    ]);
    expect(geometries(await read('a.kmz'))).toEqual(geometries(content));
  });

  it('reads all tracks of a multi-track as parts, mixed geometries as a collection, coordinates however they are spaced', async () => {
    const track = '<gx:Track><gx:coord>1 1 0</gx:coord><gx:coord>2 2 0</gx:coord></gx:Track>';
    const both = await read(
      'a.kml',
      `<kml><Placemark><gx:MultiTrack>${track}${track}</gx:MultiTrack></Placemark></kml>`,
    );
    expect(geometries(both)).toMatchObject([{ type: 'MultiLineString' }]);
    expect(both.features[0]?.fixes).toHaveLength(2);
    const mixed =
      '<Point><coordinates>1,1</coordinates></Point><LineString><coordinates>\n1 , 1\t2,2,9\n 3,3 </coordinates></LineString>';
    const [geometry] = geometries(
      await read('a.kml', `<kml><Placemark><MultiGeometry>${mixed}</MultiGeometry></Placemark></kml>`),
    );
    expect(geometry).toEqual({
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 1] },
        {
          type: 'LineString',
          coordinates: [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
        },
      ],
    });
  });
});

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

describe('tables', () => {
  it('of VN-2000 have X for north, decimal commas and quoted cells', async () => {
    const { features } = await read('a.csv');
    expect(features[0]).toMatchObject({
      kind: 'row',
      geometry: { type: 'Point', coordinates: [449262.451, 2417472.355] },
      properties: { 'Số hiệu': 'A', 'Ghi chú': 'một; "hai"' },
    });
  });

  it.each([
    ['longitude and latitude in English', 'name,Longitude,Latitude\na,106.7,21.9\n'],
    ['in Vietnamese, tabs', 'Tên\tVĩ độ\tKinh độ\na\t21,9\t106,7\n'],
    ['degrees under X and Y', 'X,Y\n106.7,21.9\n'],
    ['X and Y the other way round', 'X,Y\n21.9,106.7\n'],
    ['minutes and seconds', 'vĩ độ;kinh độ\n21°54′00″B;106°42′00″Đ\n'],
    ['both in one cell', 'tên;tọa độ\na;21.9, 106.7\n'],
    ['no heading', '1,106.7,21.9\n2,106.8,21.8\n'],
    ['an unknown heading', 'no,cot1,cot2\n1,106.7,21.9\n2,106.8,21.8\n'],
    ['lines above the heading', 'Bảng kê;;\nXã Mẫu Sơn;;\nSTT;lat;lon\n1;21.9;106.7\n'],
    ['blanks between, as pasted', '1 21.9 106.7\n2 21.8 106.8\n'],
    ['old Macintosh ends of line', 'lat,lon\r21.9,106.7\r'],
    ['WKT with a system', 'wkt\n"SRID=4326;POINT Z (106.7 21.9 3)"\n'],
  ])('with %s', async (_, text) => {
    const content = await read('a.csv', text);
    expect(content.issues).toEqual([]);
    expect(geometries(content)[0]).toEqual({ type: 'Point', coordinates: [106.7, 21.9] });
  });

  it.each([
    ['2.417.472,355;449.262,451'],
    ['2,417,472.355;449,262.451'],
    ['2 417 472,355;449 262,451'],
    ['449262.451;2417472.355'],
  ])('write metres as %s', async (cells) => {
    const [geometry] = geometries(await read('a.csv', `A;B\n${cells}\n`));
    expect(geometry).toEqual({ type: 'Point', coordinates: [449262.451, 2417472.355] });
  });

  it('that name their axis state it', async () => {
    const text = "VN-2000, kinh tuyến trục 107°15', múi 3°;;\nTên;X;Y\na;2417472,355;449262,451\n";
    expect((await read('a.csv', text)).statedCrs).toBe('EPSG:9215');
    expect((await read('a.csv', 'lat (WGS84),lon (WGS84)\n21,106\n')).statedCrs).toBe('EPSG:4326');
    expect((await read('a.csv')).statedCrs).toBeUndefined();
  });

  it('of corners become lines or areas, one for each group', async () => {
    const text = 'thửa,x,y\nA,106.1,21.1\nA,106.2,21.1\nA,106.2,21.2\nB,106.3,21.1\nB,106.4,21.1\nB,106.4,21.2\n';
    const areas = await read('a.csv', text, { shape: 'area', groupBy: 'thửa' });
    expect(areas.features.map(({ properties }) => properties.thửa)).toEqual(['A', 'B']);
    expect(geometries(areas)[0]).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [106.1, 21.1],
          [106.2, 21.1],
          [106.2, 21.2],
          [106.1, 21.1],
        ],
      ],
    });
    expect(geometries(await read('a.csv', text, { shape: 'line' }))).toMatchObject([
      { type: 'LineString', coordinates: { length: 6 } },
    ]);
  });

  it('lose no row, however many there are, and name the line of a bad one', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => (at === 3000 ? 'x;y' : `21,${1000 + at};106,5`));
    const { features, issues } = await read('a.csv', `lat;lon\r\n${rows.join('\r\n')}`);
    expect(features).toHaveLength(4999);
    expect(issues).toEqual([
      { code: 'row-unreadable', severity: 'error', feature: 3000, context: { line: 3002, reason: 'row-place' } },
    ]);
  });

  it('without a place to be found say which columns they have; a row without one is a feature still', async () => {
    expect((await read('a.csv', 'tên,loại\na,b\n')).issues).toMatchObject([
      { code: 'table-without-places', context: { columns: 'tên, loại' } },
    ]);
    expect(geometries(await read('a.csv', 'tên,lat,lon\na,21,106\nb,,\n'))).toEqual([
      { type: 'Point', coordinates: [106, 21] },
      null,
    ]);
    expect((await read('a.csv', 'tên,lat,lon\na,b,21,106\n')).issues).toMatchObject([
      { code: 'row-unreadable', context: { reason: 'row-cells' } },
    ]);
  });

  it('cut at any place give the same rows', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '"', ',', '\n', '\r', ' ', ';', "'", '='), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), async (names) => {
        const quoted = names.map((name) => `"${name.replaceAll('"', '""')}",21.5,106.5\n`);
        const { features, issues } = await read('a.csv', `name,lat,lon\n${quoted.join('')}`);
        expect(issues).toEqual([]);
        const expected = names.map((name) => (/^'[=+\-@\t\r\n\0]/.test(name) ? name.slice(1) : name) || undefined);
        expect(features.map(({ properties }) => properties.name)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what we export is read back as it was', () => {
  const degrees = (least: number) =>
    fc.integer({ min: 0, max: 9_999_999 }).map((at) => Math.round((least + at / 1e7) * 1e7) / 1e7);
  const position = fc.tuple(degrees(106), degrees(21)).map(([x, y]): [number, number] => [x, y]);
  const id = fc.uuid();
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((given) => given.normalize('NFC').replaceAll('\0', ''))
    .filter((given) => given.trim() === given && given !== '' && !/^'[=+\-@\t\r\n]/.test(given));
  const lamp = fc
    .record({
      id,
      at: position,
      code: text,
      installed_on: fc.constantFrom('2024-05-01', null),
      power_watts: fc.option(fc.integer({ min: 0, max: 500 })),
    })
    .map(
      ({ id, at, ...rest }): OutputFeature => ({
        id,
        geometry: { type: 'Point', coordinates: at },
        properties: {
          kind: 'patrol',
          status: 'working',
          post_id: null,
          road_id: null,
          cost_vnd: null,
          man_days: null,
          ...rest,
        },
      }),
    );
  const road = fc
    .record({
      id,
      name: text,
      parts: fc.array(fc.uniqueArray(position, { minLength: 2, maxLength: 6, selector: String }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map(
      ({ id, name, parts }): OutputFeature => ({
        id,
        geometry: { type: 'MultiLineString', coordinates: parts },
        properties: { name, kind: 'inspection', surface: 'earth', status: 'usable', length_metres: 12.5 },
      }),
    );

  const writers = {
    'out.geojson': (_: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) =>
      utf8(`${geojsonOpening}${features.map(geojsonFeature).join(',\n')}${geojsonClosing}`),
    'out.csv': (layer: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) => {
      const options = { language: null };
      return utf8(
        csvHeading(layerById(layer), options) + features.map((one) => csvRow(layerById(layer), one, options)).join(''),
      );
    },
    'out.fgb': (layer: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) => {
      const writer = layerFlatGeobufWriter(layerById(layer), 'vi');
      for (const one of features) addToFlatGeobuf(writer, one);
      return new Uint8Array(Buffer.concat([...writer.finish()]));
    },
  };

  it.each(Object.entries(writers))('%s', async (fileName, write) => {
    for (const [layer, one] of [
      ['solar-lamp', lamp],
      ['patrol-road', road],
    ] as const) {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
          async (given) => {
            const { features, issues } = await read(fileName, write(layer, given));
            expect(issues).toEqual([]);
            const { accepted, issues: faults } = validateFeatures(layerById(layer), features);
            expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
            const written = new Map(given.map((feature) => [feature.id, feature]));
            expect(accepted).toHaveLength(given.length);
            for (const { id: readId = '', geometry, properties } of accepted) {
              const before = written.get(readId);
              expect(geometry).toEqual(before?.geometry);
              expect(properties).toMatchObject(before?.properties ?? { missing: readId });
            }
          },
        ),
        { numRuns: 40 },
      );
    }
  });
});
