import { vn2000Zones } from '@phen-dau/geodata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometries, read } from './reading.ts';

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
    ['twice, told apart by their values', 'Độ;Phút;Giây;Độ;Phút;Giây\n21;51;10,8;106;45;39,6\n'],
    ['twice, longitude first', 'Tên;Độ;Phút;Giây;Độ;Phút;Giây\na;106;45;39,6;21;51;10,8\n'],
    [
      'under their axis in brackets',
      'Vĩ độ (độ);Vĩ độ (phút);Vĩ độ (giây);Kinh độ (độ);Kinh độ (phút);Kinh độ (giây)\n21;51;10.8;106;45;39.6\n',
    ],
    ['under signs', "Lat (°);Lat (');Lat (″);Lon (°);Lon (');Lon (″)\n21;51;10.8;106;45;39.6\n"],
    ['by letters', 'lat_d,lat_m,lat_s,lon_d,lon_m,lon_s\n21,51,10.8,106,45,39.6\n'],
    ['in English, not side by side', 'lonDeg,latDeg,lonMin,latMin,lonSec,latSec\n106,21,45,51,39.6,10.8\n'],
    ['behind their axis', 'Vĩ độ;Phút;Giây;Kinh độ;Phút;Giây\n21;51;10,8;106;45;39,6\n'],
    ['under merged cells', 'STT;Vĩ độ;;;Kinh độ;;\n;Độ;Phút;Giây;Độ;Phút;Giây\n1;21;51;10,8;106;45;39,6\n'],
    ['with minutes to the decimal', 'lat_deg;lat_min;lon_deg;lon_min\n21;51,18;106;45,66\n'],
    ['in one cell, blanks between', 'lat;lon\n21 51 10.8;106 45 39.6\n'],
    ['in one cell, without a heading', '1;21 51 10,8;106 45 39,6\n2;21 51 11,8;106 45 40,6\n'],
    ['in one cell, with letters', '1;21 51 10,8N;106 45 39,6E\n2;21 51 11,8N;106 45 40,6E\n'],
    ['in one cell under X and Y', 'X;Y\n21 51 10,8;106 45 39,6\n'],
  ])('join degrees, minutes and seconds %s', async (_, text) => {
    const content = await read('a.csv', text);
    expect(content.issues).toEqual([]);
    const { coordinates = [] } = geometries(content)[0] as { coordinates?: number[] };
    expect(coordinates[0]).toBeCloseTo(106.761, 9);
    expect(coordinates[1]).toBeCloseTo(21.853, 9);
    expect(
      Object.keys(content.features[0]?.properties ?? {}).filter((name) => !/^(?:Tên|STT|column_1)$/.test(name)),
    ).toEqual([]);
  });

  it.each([
    ['which axis is which', 'Độ;Phút;Giây;Độ;Phút;Giây\n10;51;10,8;16;45;39,6\n'],
    ['where the other axis is', 'lat_d;lat_m;lat_s;ghi chú\n21;51;10,8;a\n'],
  ])('with minutes of which nobody can tell %s are refused', async (_, text) => {
    expect(await read('a.csv', text)).toMatchObject({ features: [], issues: [{ code: 'table-angles-unclear' }] });
  });

  it('take no minute of sixty, no row without its seconds, and no time spent for an angle', async () => {
    const heading = 'lat_d,lat_m,lat_s,lon_d,lon_m,lon_s';
    const { issues } = await read(
      'a.csv',
      `${heading}\n21,60,1,106,45,39.6\n21,51,,106,45,39.6\n21.5,51,1,106,45,39.6\n`,
    );
    expect(issues.map(({ context }) => context)).toEqual([2, 3, 4].map((line) => ({ line, reason: 'row-place' })));
    const spent = await read('a.csv', 'lat,lon,phút\n21.9,106.7,15\n');
    expect(spent).toMatchObject({ issues: [], features: [{ properties: { phút: '15' } }] });
  });

  it.each([
    ['Số hiệu;Tọa độ;\n;X;Y\nA;2417472,355;449262,451\n', { 'Số hiệu': 'A' }],
    [
      'STT;Số hiệu;Tọa độ VN-2000;;\n;;X (m);Y (m);Ghi chú\n1;A;2417472,355;449262,451;b\n',
      { STT: '1', 'Số hiệu': 'A', 'Ghi chú': 'b' },
    ],
    ['Bảng kê;;;\nSố hiệu;Tọa độ;;Độ cao\n;X;Y;\nA;2417472,355;449262,451;310\n', { 'Số hiệu': 'A', 'Độ cao': '310' }],
    ['Tỉnh;Lạng Sơn;\nSố hiệu;X;Y\nA;2417472,355;449262,451\n', { 'Số hiệu': 'A' }],
  ])('keep the names of a heading of two rows: %j', async (text, properties) => {
    const content = await read('a.csv', text);
    expect(content).toMatchObject({
      issues: [],
      features: [{ geometry: { coordinates: [449262.451, 2417472.355] } }],
    });
    expect(content.features[0]?.properties).toEqual(properties);
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

  it.each([
    'Kinh tuyến trục 107 độ 15 phút',
    "KTT 107 độ 15'",
    'KTT: 107°15’00”',
    'central meridian 107 degrees 15 minutes',
    'Central meridian = 107d15m',
    'Hệ VN-2000, kinh tuyến trục 107°15′, múi chiếu 3 độ',
    'VN-2000 múi 3° (kinh tuyến trục 107o15)',
    'KTT 107.25',
    'Kinh tuyến trục\t107°15’',
  ])('whose heading says %j have the axis 107°15′', async (said) => {
    expect((await read('a.txt', `${said}\nTên\tX\tY\na\t2417472.355\t449262.451\n`)).statedCrs).toBe('EPSG:9215');
  });

  it.each([
    'Kinh tuyến 107 - múi 6 độ',
    'KTT 105, UTM 48N',
    'KTT 105°, k0 = 0,9996',
    'KTT 107 15',
    "KTT 1070 15'",
    'KTT 107 độ rưỡi',
    'KTT 107 độ lẻ 15 phút',
    'KTT 107,\t15',
    'KTT\t107\t15',
    'KTT 107°15′30″',
    'KTT 107°15′ (trước 7/2025: KTT 106°00′)',
    'KTT của tỉnh',
    'Hệ WGS-84, KTT 107°15′',
  ])('whose heading says %j state no axis, so that it is asked', async (said) => {
    const content = await read('a.txt', `${said}\nTên\tX\tY\na\t2417472.355\t449262.451\n`);
    expect(content.statedCrs).toBeUndefined();
    expect(content.features).toHaveLength(1);
  });

  it('never give a meridian for another, however it is spelt', async () => {
    const axes = vn2000Zones.filter(({ kind }) => kind !== 'utm');
    expect(axes).toHaveLength(18);
    const spelling = fc.record({
      words: fc.constantFrom('Kinh tuyến trục', 'KTT', 'kinh tuyến', 'Central meridian', 'KTT:', 'Kinh tuyến trục là'),
      degrees: fc.constantFrom('°', ' độ', ' do', 'o', 'd', ' degrees', 'º', ' ', '-', '*', '˚ ', ' độ, ', '° lẻ'),
      minutes: fc.constantFrom(
        "'",
        ' phút',
        '’',
        '′',
        ' minutes',
        'm',
        '',
        'p',
        ' phut',
        '´',
        '′00″',
        '\'00.0"',
        ' min',
      ),
      behind: fc.constantFrom(
        '',
        ' múi 3°',
        ', múi chiếu 3 độ',
        ' - VN-2000',
        ' Đ',
        ')',
        ' (VN2000)',
        ' múi 6 độ',
        ' 30',
      ),
      blank: fc.constantFrom('', ' '),
      zone: fc.constantFrom(...axes),
    });
    let understood = 0;
    await fc.assert(
      fc.asyncProperty(spelling, async ({ words, degrees, minutes, behind, blank, zone }) => {
        const whole = Math.floor(zone.centralMeridianDegrees);
        const rest = String(Math.round((zone.centralMeridianDegrees - whole) * 60)).padStart(2, '0');
        const said = `${words} ${whole}${degrees}${blank}${rest}${minutes}${behind}`;
        const { statedCrs } = await read('a.txt', `${said}\nTên\tX\tY\na\t2417472.355\t449262.451\n`);
        if (statedCrs !== undefined) understood++;
        expect([undefined, `EPSG:${zone.epsg}`], said).toContain(statedCrs);
      }),
      { numRuns: 400 },
    );
    expect(understood).toBeGreaterThan(100);
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

  it.each([
    ['in one column, with its zone', 'time;lat;lon', ['2026-06-01T01:00:00Z', '2026-06-01T08:10:00+07:00']],
    ['in the heading UTC', 'Thời gian (UTC);lat;lon', ['2026-06-01 01:00:00', '01/06/2026 01:10']],
    ['day and clock apart', 'Ngày;Giờ (UTC);lat;lon', ['1/6/2026;1:00:00', '01/06/2026;01:10']],
  ])('of the places of a walk keep its times, given %s', async (_, heading, times) => {
    const text = `${heading}\n${times[0]};21.9;106.7\n${times[1]};21.91;106.71\n`;
    const { features, issues } = await read('a.csv', text, { shape: 'line' });
    expect(issues).toEqual([]);
    expect(features).toMatchObject([
      {
        kind: 'track',
        properties: { started_at: '2026-06-01T01:00:00.000Z', ended_at: '2026-06-01T01:10:00.000Z' },
      },
    ]);
    expect([...(features[0]?.fixes?.[0]?.times ?? [])]).toEqual(
      [1, 1.1667].map((hours) => Math.round(Date.UTC(2026, 5, 1) / 60_000 + hours * 60) * 60_000),
    );
  });

  it('of times without a zone say that they were taken for those of Viet Nam', async () => {
    const text =
      'Ngày giờ;lat;lon\n01/06/2026 08:00;21.9;106.7\n31/02/2026 08:05;21.905;106.705\n01/06/2026 08:10;21.91;106.71\n';
    const { features, issues } = await read('a.csv', text, { shape: 'line' });
    expect(issues).toEqual([{ code: 'times-zone-assumed', severity: 'warning', context: { count: 2 } }]);
    expect(features[0]?.properties.started_at).toBe('2026-06-01T01:00:00.000Z');
    expect(features[0]?.fixes?.[0]?.times[1]).toBeNaN();
    expect((await read('a.csv', text)).issues).toEqual([]);
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
