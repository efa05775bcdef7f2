import { issueText, languages, type SurveyContent } from '@phen-dau/geodata';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { places, reading, utf8 } from './reading.ts';

const codes = ({ issues }: SurveyContent) => issues.map(({ code }) => code);

const track = (points: string) => `<gpx version="1.1"><trk><trkseg>${points}</trkseg></trk></gpx>`;
const point = (latitude: string, longitude: string) => `<trkpt lat="${latitude}" lon="${longitude}"/>`;
const kmlOf = (coordinates: string) =>
  `<kml><Placemark><LineString><coordinates>${coordinates}</coordinates></LineString></Placemark></kml>`;

describe('XML that attacks', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  it.each([
    [
      'billion laughs',
      `<!DOCTYPE gpx [<!ENTITY l0 "ha">${laughs}]><gpx><wpt lat="1" lon="1"><name>&l9;</name></wpt></gpx>`,
    ],
    [
      'an external entity',
      '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><wpt lat="1" lon="1"><name>&x;</name></wpt></gpx>',
    ],
    ['an external subset', '<!DOCTYPE kml SYSTEM "http://127.0.0.1/x.dtd"><kml><Placemark/></kml>'],
  ])('%s: document types are refused before anything is expanded', async (_, text) => {
    for (const content of [text, utf16(text)]) {
      const read = await reading(content, 'a.gpx');
      expect(read.features).toEqual([]);
      expect(codes(read).filter((code) => code !== 'extension-differs')).toEqual(['xml-doctype']);
    }
  });

  it('200,000 tags in one another end at the depth limit, which the issue names', async () => {
    const read = await reading(`<gpx>${'<extensions>'.repeat(200_000)}`, 'a.gpx');
    expect(read.issues).toEqual([{ code: 'nested-too-deep', severity: 'error', context: { limit: 64 } }]);
  });

  it('an entity nobody declared stays text', async () => {
    const read = await reading('<gpx><wpt lat="21" lon="106"><name>A &nbsp; B</name></wpt></gpx>', 'a.gpx');
    expect(read.features).toHaveLength(1);
    expect(read.issues).toMatchObject([{ code: 'xml-broken', severity: 'warning' }]);
  });

  it('a name never reaches the prototype of objects', async () => {
    const data = '<Data name="__proto__"><value>x</value></Data><Data name="constructor"><value>y</value></Data>';
    const read = await reading(
      `<kml><Placemark><ExtendedData>${data}</ExtendedData><Point><coordinates>106,21</coordinates></Point></Placemark></kml>`,
      'a.kml',
    );
    expect(Object.keys(read.features[0]?.properties ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(read.features[0]?.properties)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('coordinates that are no numbers', () => {
  it.each(['NaN', 'Infinity', '-Infinity', '1e400', '', 'abc', '21,5'])('%j is left out and counted', async (bad) => {
    const gpx = await reading(track(point('21', '106') + point(bad, '106') + point('21.1', '106')), 'a.gpx');
    expect(gpx.issues).toMatchObject([
      { code: 'fixes-unreadable', severity: 'warning', feature: 0, context: { count: 1 } },
    ]);
    expect(gpx.features[0]?.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [106, 21],
        [106, 21.1],
      ],
    });
    if (bad === '' || bad === '21,5') return;
    const kml = await reading(kmlOf(`106,21 ${bad},21 106,21.1`), 'a.kml');
    expect(codes(kml)).toEqual(['fixes-unreadable']);
    const table = await reading(`name;lat;lon\na;21;106\nb;${bad};106\n`, 'a.csv');
    expect(table.issues).toMatchObject([{ code: 'row-unreadable', feature: 1, context: { line: 3 } }]);
    expect(table.features).toHaveLength(1);
  });
});

describe('files that claim more than they hold', () => {
  it('10^9 coordinates in a shape are not believed', async () => {
    const shp = new Uint8Array(200);
    const view = new DataView(shp.buffer);
    view.setUint32(0, 9994);
    view.setUint32(100, 1);
    view.setUint32(104, 46);
    view.setUint32(108, 3, true);
    view.setUint32(144, 1, true);
    view.setUint32(148, 1_000_000_000, true);
    const read = await reading(shp, 'a.shp');
    expect(codes(read)).toEqual(['part-missing', 'part-missing', 'feature-unreadable']);
    view.setUint32(144, 0xffffffff, true);
    expect(codes(await reading(shp, 'a.shp'))).toContain('feature-unreadable');
  });

  it('every limit ends the reading and is named', async () => {
    const many = track(point('21', '106').repeat(50));
    const cases: [Parameters<typeof reading>, string, number][] = [
      [[many, 'a.gpx', { limits: { vertices: 20 } }], 'too-many-vertices', 20],
      [[`lat,lon\n${'21,106\n'.repeat(50)}`, 'a.csv', { limits: { features: 20 } }], 'too-many-features', 20],
      [[`lat,lon\n${'x,y\n'.repeat(5000)}`, 'a.csv', { limits: { issues: 20 } }], 'too-many-issues', 20],
      [[kmlOf('106,21 '.repeat(20_000)), 'a.kml', { limits: { vertices: 9000 } }], 'too-many-vertices', 9000],
      [
        [
          JSON.stringify({ type: 'MultiPoint', coordinates: Array(50).fill([106, 21]) }),
          'a.json',
          { limits: { vertices: 20 } },
        ],
        'too-many-vertices',
        20,
      ],
      [[many, 'a.gpx', { limits: { bytes: 100 } }], 'file-too-large', 1],
    ];
    for (const [given, code, limit] of cases) {
      const { issues } = await reading(...given);
      expect(issues.at(-1)).toMatchObject({ code, severity: 'error', context: { limit } });
      for (const issue of issues) {
        const named = issue.context?.limit ?? '';
        expect(issueText(issue, 'vi')).toContain(named.toLocaleString('vi'));
      }
    }
  });
});

describe.each(places)('archives, unpacked by $name', (place) => {
  const kml = strToU8(kmlOf('106,21 106.1,21.1'));
  const packed = (files: Zippable) => zipSync(files);
  const said = async (bytes: Uint8Array, limits = {}) =>
    (await reading(bytes, 'a.kmz', { limits }, [place])).issues.map(({ code, context }) => context?.reason ?? code);

  it('an honest one gives what it holds', async () => {
    const bytes = packed({ 'doc.kml': kml, 'files/photo.jpg': new Uint8Array(9) });
    const read = await reading(bytes, 'a.kmz', {}, [place]);
    expect(read).toMatchObject({ format: 'kmz', issues: [], features: [{ index: 0 }], statedCrs: 'EPSG:4326' });
  });

  it.each(['../evil.kml', '/abs.kml', 'a/../../evil.kml', 'C:/evil.kml', 'a\\..\\evil.kml'])(
    'the name %j leads out and is refused',
    async (name) => {
      expect(await said(packed({ 'doc.kml': kml, [name]: kml }))).toEqual(['archive-path']);
    },
  );

  it('a Shapefile as QGIS writes it is no bomb: 3,000 points with 18 columns of 254 signs', async () => {
    const files = pointShapefile(3000, 18, 254);
    const bytes = packed(files);
    const shrunk = zipSync({ 'a.dbf': files['a.dbf'] }).length;
    expect(files['a.dbf'].length / shrunk).toBeGreaterThan(200);
    const read = await reading(bytes, 'a.zip', {}, [place]);
    expect(read.issues).toEqual([]);
    expect(read.features).toHaveLength(3000);
    expect(read.features[2999]?.properties).toMatchObject({ c1: 'Point 2999' });
    expect(await said(bytes, { expansionJudgedBytes: 1_000_000 })).toEqual(['archive-ratio']);
  });

  it('a bomb is refused by what it states, a liar by what it unpacks to', async () => {
    const bomb = packed({ 'doc.kml': new Uint8Array(50_000_000) });
    expect(await said(bomb)).toEqual(['archive-ratio']);
    expect(await said(packed({ 'doc.kml': kml }), { expandedBytes: 50 })).toEqual(['archive-too-large']);
    expect(await said(withField(bomb, 24, 1000))).toEqual(['archive-size']);
    expect(await said(withField(packed({ 'doc.kml': kml }), 24, 1_000))).toEqual(['archive-size']);
  });

  it('passwords, unknown methods, damage and false checksums are refused', async () => {
    const honest = packed({ 'doc.kml': strToU8(kmlOf('106,21 106.1,21.1 '.repeat(50))) });
    expect(await said(withField(honest, 8, 1, 2))).toEqual(['archive-encrypted']);
    expect(await said(withField(honest, 10, 12, 2))).toEqual(['archive-method']);
    expect(await said(withField(honest, 16, 12345))).toEqual(['archive-damaged']);
    expect(await said(honest.subarray(0, honest.length - 30))).toEqual(['not-an-archive']);
    expect(await said(withField(honest, 42, 0xfffff000))).toEqual(['archive-damaged']);
  });

  it('too many entries are refused, archives in archives are not opened', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.kml`, kml]));
    const { issues } = await reading(packed(many), 'a.kmz', {}, [place]);
    expect(issues).toMatchObject([{ code: 'archive-entries', severity: 'error', context: { limit: 200 } }]);
    for (const issue of issues) for (const language of languages) expect(issueText(issue, language)).toContain('200');
    expect(await said(packed({ 'inner.zip': packed({ 'doc.kml': kml }) }))).toEqual(['archive-in-archive']);
    expect(await said(packed({ 'readme.pdf': kml }))).toEqual(['archive-without-survey']);
    expect(await said(packed({}))).toEqual(['archive-without-survey']);
  });
});

describe('encodings', () => {
  const named = '<gpx><wpt lat="21.9" lon="106.7"><name>Đồng Đăng</name></wpt></gpx>';
  it('UTF-8 with a mark, UTF-16 either way and a declared code page read the same', async () => {
    const declared = new Uint8Array([
      ...utf8('<?xml version="1.0" encoding="windows-1258"?><gpx><wpt lat="21" lon="106"><name>'),
      0xd0,
      ...utf8('</name></wpt></gpx>'),
    ]);
    for (const bytes of [utf8(`\uFEFF${named}`), utf16(named), utf16(named, 'big')]) {
      const read = await reading(bytes, 'a.gpx');
      expect(read).toMatchObject({ issues: [], features: [{ properties: { name: 'Đồng Đăng' } }] });
    }
    expect((await reading(declared, 'a.gpx')).features[0]?.properties.name).toBe('Đ');
    const table = await reading(utf16('tên\tlat\tlon\nBắc Xa\t21,7\t107,1\n'), 'a.txt');
    expect(table.features).toMatchObject([{ properties: { tên: 'Bắc Xa' }, geometry: { coordinates: [107.1, 21.7] } }]);
    const json = await reading(utf16('{"type":"Point","coordinates":[106,21]}'), 'a.geojson');
    expect(json).toMatchObject({ issues: [], features: [{}] });
  });

  it('bytes of no declared encoding are read as Windows-1258 with a warning', async () => {
    const read = await reading(new Uint8Array([...utf8('ten,lat,lon\n'), 0xd0, ...utf8('a,21,106\n')]), 'a.csv');
    expect(read.issues).toMatchObject([{ code: 'encoding-assumed', severity: 'warning' }]);
    expect(read.features[0]?.properties.ten).toBe('Đa');
  });

  it('names come in NFC however the device composed them', async () => {
    const read = await reading(named.normalize('NFD'), 'a.gpx');
    expect(read.features[0]?.properties.name).toBe('Đồng Đăng'.normalize('NFC'));
  });
});

describe('files that are cut off or misnamed', () => {
  it('a track whose device lost power keeps every point, with a warning', async () => {
    const whole = track(point('21', '106') + point('21.1', '106') + point('21.2', '106.00001'));
    const cut = utf8(whole.slice(0, whole.indexOf('106.00001')));
    const padded = new Uint8Array(cut.length + 4096);
    padded.set(cut);
    for (const bytes of [cut, padded]) {
      const read = await reading(bytes, 'a.gpx');
      expect(read.issues).toMatchObject([{ code: 'file-truncated', severity: 'warning' }]);
      expect(read.features[0]?.geometry).toMatchObject({
        coordinates: [
          [106, 21],
          [106, 21.1],
        ],
      });
    }
  });

  it('broken XML keeps what stood before, but is an error', async () => {
    const read = await reading('<gpx><wpt lat="21" lon="106"/><wpt lat="21" lon=106/></gpx>', 'a.gpx');
    expect(read.features).toHaveLength(1);
    expect(read.issues).toMatchObject([{ code: 'xml-broken', severity: 'error', context: { line: 1 } }]);
  });

  it('nothing, no features and an unknown format are each said', async () => {
    expect(codes(await reading('', 'a.gpx'))).toEqual(['file-empty']);
    expect(codes(await reading('<gpx/>', 'a.gpx'))).toEqual(['no-features']);
    expect(codes(await reading('lat,lon\n', 'a.csv'))).toEqual(['no-features']);
    expect(codes(await reading(new Uint8Array([1, 2, 3]), 'a.bin'))).toEqual(['format-unknown']);
    expect(codes(await reading('%PDF-1.7 hello', 'a.gpx'))).toEqual(['format-unknown']);
    expect(codes(await reading('x', 'roads.dbf'))).toEqual(['part-missing']);
  });

  it.each([
    [
      'a spreadsheet',
      'tọa độ.xlsx',
      zipSync({ '[Content_Types].xml': utf8('<Types/>'), 'xl/workbook.xml': utf8('<w/>') }),
    ],
    ['one under another name', 'khao sat.zip', zipSync({ '[Content_Types].xml': utf8('<Types/>') })],
    ['an old one', 'tọa độ.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ])('%s is called one, with the way to a table', async (_, name, bytes) => {
    expect(await reading(bytes, name)).toMatchObject({
      format: null,
      issues: [{ code: 'spreadsheet-unread', context: { name } }],
    });
  });

  it('the log of a receiver is no table', async () => {
    const log =
      '$GPGGA,010000,2154.000,N,10642.000,E,1,08,0.9,310,M,,M,,*47\n$GPRMC,010000,A,2154.000,N,10642.000,E,0.1,84.4,010626,,*6A\n';
    expect(await reading(log, 'a.txt')).toMatchObject({
      features: [],
      issues: [{ code: 'receiver-log', context: { name: 'a.txt' } }],
    });
  });

  it('content decides and the wrong extension is mentioned', async () => {
    const read = await reading(track(point('21', '106') + point('21.1', '106')), 'track.geojson');
    expect(read.format).toBe('gpx');
    expect(read.issues).toMatchObject([
      { code: 'extension-differs', context: { extension: '.geojson', format: 'GPX' } },
    ]);
  });
});

function utf16(text: string, order: 'little' | 'big' = 'little'): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  for (const [at, sign] of [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))].entries()) {
    view.setUint16(2 * at, sign, order === 'little');
  }
  return bytes;
}

/** Points on a line east of Lạng Sơn with as many text columns, of which the first is written. */
function pointShapefile(count: number, columns: number, width: number) {
  const shp = new Uint8Array(100 + 28 * count);
  const shape = new DataView(shp.buffer);
  shape.setUint32(0, 9994);
  shape.setUint32(24, shp.length / 2);
  shape.setUint32(28, 1000, true);
  shape.setUint32(32, 1, true);
  const headerBytes = 33 + 32 * columns;
  const rowBytes = 1 + columns * width;
  const dbf = new Uint8Array(headerBytes + rowBytes * count + 1).fill(0x20, headerBytes);
  const table = new DataView(dbf.buffer);
  table.setUint8(0, 3);
  table.setUint32(4, count, true);
  table.setUint16(8, headerBytes, true);
  table.setUint16(10, rowBytes, true);
  for (let column = 0; column < columns; column++) {
    dbf.set(utf8(`c${column + 1}`), 32 + 32 * column);
    dbf[32 + 32 * column + 11] = 0x43;
    dbf[32 + 32 * column + 16] = width;
  }
  dbf[headerBytes - 1] = 0x0d;
  for (let row = 0; row < count; row++) {
    const at = 100 + 28 * row;
    shape.setUint32(at, row + 1);
    shape.setUint32(at + 4, 10);
    shape.setUint32(at + 8, 1, true);
    shape.setFloat64(at + 12, 106.76 + row / 1e5, true);
    shape.setFloat64(at + 20, 21.85, true);
    dbf.set(utf8(`Point ${row}`), headerBytes + row * rowBytes + 1);
  }
  const prj =
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
  return { 'a.shp': shp, 'a.dbf': dbf, 'a.prj': utf8(prj), 'a.cpg': utf8('UTF-8') };
}

/** An archive whose first directory entry says something else at `offset`. */
function withField(archive: Uint8Array, offset: number, value: number, width: 2 | 4 = 4): Uint8Array {
  const changed = archive.slice();
  const view = new DataView(changed.buffer);
  const directory = view.getUint32(changed.length - 22 + 16, true);
  if (width === 2) view.setUint16(directory + offset, value, true);
  else view.setUint32(directory + offset, value, true);
  return changed;
}
