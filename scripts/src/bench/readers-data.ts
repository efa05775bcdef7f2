import { deflateRawSync } from 'node:zlib';
import { vn2000FromWgs84, zoneOfMeridian } from '@phen-dau/geodata';

/** A made-up survey file of some size; the same every time. */
export interface SurveyFile {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly points: number;
}

/** What devices write: a day's track in each format, points as a table, roads as a Shapefile. */
export function surveyFiles(points: number): SurveyFile[] {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const gpx = utf8(gpxOf(points));
  const kml = utf8(kmlOf(points));
  return [
    { name: 'GPX track', fileName: 'track.gpx', bytes: gpx, points },
    { name: 'KML gx:Track', fileName: 'track.kml', bytes: kml, points },
    { name: 'KMZ of it', fileName: 'track.kmz', bytes: zipOf([['doc.kml', kml]]), points },
    { name: 'table, VN-2000', fileName: 'points.csv', bytes: utf8(tableOf(points)), points },
    { name: 'GeoJSON points', fileName: 'points.geojson', bytes: utf8(geojsonOf(points)), points },
    { name: 'Shapefile, lines', fileName: 'roads.zip', bytes: zipOf([['roads.shp', shpOf(points)]]), points },
  ];
}

const place = (at: number): [string, string] => [
  (106.5 + 0.0001 * at + 0.00002 * Math.sin(at)).toFixed(7),
  (21.5 + 0.3 * Math.sin(at / 9000) + 0.00002 * Math.cos(at)).toFixed(7),
];
const moment = (at: number) => new Date(Date.UTC(2026, 5, 1) + 1000 * at).toISOString().replace('.000', '');

function gpxOf(points: number): string {
  const fixes = Array.from({ length: points }, (_, at) => {
    const [longitude, latitude] = place(at);
    return `<trkpt lat="${latitude}" lon="${longitude}"><ele>${300 + (at % 50)}</ele><time>${moment(at)}</time></trkpt>\n`;
  });
  return `<?xml version="1.0"?><gpx version="1.1"><trk><name>Tuần tra</name><trkseg>\n${fixes.join('')}</trkseg></trk></gpx>`;
}

function kmlOf(points: number): string {
  const whens = Array.from({ length: points }, (_, at) => `<when>${moment(at)}</when>\n`);
  const coords = Array.from({ length: points }, (_, at) => `<gx:coord>${place(at).join(' ')} 300</gx:coord>\n`);
  return `<kml><Placemark><gx:Track>\n${whens.join('')}${coords.join('')}</gx:Track></Placemark></kml>`;
}

function tableOf(points: number): string {
  const zone = zoneOfMeridian(107.25);
  if (!zone) throw new Error('The zone of Lạng Sơn is gone');
  const rows = Array.from({ length: points }, (_, at) => {
    const { xNorthMetres, yEastMetres } = vn2000FromWgs84(106.5 + (at % 900) / 1000, 21.5 + (at % 700) / 1000, zone);
    const cells = [xNorthMetres, yEastMetres].map((metres) => metres.toFixed(3).replace('.', ','));
    return `Đ${at};${cells.join(';')};hoạt động;2024-05-01\n`;
  });
  return `Số hiệu;X (m);Y (m);Tình trạng;Ngày lắp\n${rows.join('')}`;
}

function geojsonOf(points: number): string {
  const features = Array.from({ length: points }, (_, at) => {
    const geometry = `{"type":"Point","coordinates":[${place(at).join(',')}]}`;
    return `{"type":"Feature","geometry":${geometry},"properties":{"code":"Đ${at}","kind":"patrol","status":"working"}}`;
  });
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}`;
}

/** Lines of 100 vertices. */
function shpOf(points: number): Uint8Array {
  const shapes = Math.ceil(points / 100);
  const contentBytes = 48 + 16 * 100;
  const file = new DataView(new ArrayBuffer(100 + shapes * (8 + contentBytes)));
  file.setUint32(0, 9994);
  file.setUint32(24, file.byteLength / 2);
  file.setUint32(28, 1000, true);
  file.setUint32(32, 3, true);
  for (let shape = 0; shape < shapes; shape++) {
    const at = 100 + shape * (8 + contentBytes);
    file.setUint32(at, shape + 1);
    file.setUint32(at + 4, contentBytes / 2);
    file.setUint32(at + 8, 3, true);
    file.setUint32(at + 44, 1, true);
    file.setUint32(at + 48, 100, true);
    for (let vertex = 0; vertex < 100; vertex++) {
      const [longitude, latitude] = place(100 * shape + vertex);
      file.setFloat64(at + 56 + 16 * vertex, Number(longitude), true);
      file.setFloat64(at + 64 + 16 * vertex, Number(latitude), true);
    }
  }
  return new Uint8Array(file.buffer);
}

/** A zip as any program packs one. */
function zipOf(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, entries, end]));
}

function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
