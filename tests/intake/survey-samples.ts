import { FlatGeobufWriter, samplePhoto } from '@phen-dau/geodata';
import { strToU8, zipSync } from 'fflate';

/** A small sound file of every format, rich in what its reader knows; what tests damage. */
export function surveySamples(): Record<string, Uint8Array> {
  const fgb = new FlatGeobufWriter({ name: 'x', geometryType: 'Unknown', columns: [{ name: 'name', type: 'String' }] });
  fgb.add({ type: 'Point', coordinates: [106.7, 21.9] }, { name: 'Đồng Đăng' });
  fgb.add(
    {
      type: 'LineString',
      coordinates: [
        [106.7, 21.9],
        [106.8, 21.95],
      ],
    },
    {},
  );
  const doc = strToU8(kml);
  return {
    'a.gpx': strToU8(gpx),
    'a.kml': doc,
    'a.kmz': zipSync({ 'doc.kml': doc, 'files/a.jpg': new Uint8Array(20) }),
    'a.shp': shp(),
    'a.zip': zipSync({ 'a.shp': shp(), 'a.dbf': dbf(), 'a.prj': strToU8(prj), 'a.cpg': strToU8('UTF-8') }),
    'a.csv': strToU8('Số hiệu;X (m);Y (m);Ghi chú\nA;2417472,355;449262,451;"một; ""hai"""\nB;2417480;449270;\n'),
    'b.csv': strToU8('name,wkt\na,"LINESTRING (106.7 21.9, 106.8 21.95)"\nb,"POLYGON ((1 1, 2 1, 2 2, 1 1))"\n'),
    'c.txt': strToU8('Mốc 1\t21°58′42″B\t106°42′38″Đ\nMốc 2\t21°58′43″B\t106°42′39″Đ\n'),
    'a.geojson': strToU8(geojson),
    'a.geojsonl': strToU8(`${feature}\n${feature}\n`),
    'a.jpg': samplePhoto({ notes: { latitude: 21.9, longitude: 106.7, taken: '2026:06:01 08:00:00' } }),
    'a.fgb': new Uint8Array(Buffer.concat([...fgb.finish()])),
  };
}

const feature =
  '{"type":"Feature","id":1,"properties":{"name":"Đ"},"geometry":{"type":"Point","coordinates":[106.7,21.9]}}';
const geojson = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:9215"}},"features":[${feature},${feature}]}`;

const gpx = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" xmlns:x="http://x"><metadata><name>Tuần tra</name></metadata>
<wpt lat="21.9" lon="106.7"><ele>310</ele><time>2026-06-01T01:00:00Z</time><name>Mốc 1090 &amp; 1091</name><hdop>2</hdop></wpt>
<rte><name>Dự kiến</name><rtept lat="21.9" lon="106.7"/><rtept lat="21.91" lon="106.71"/></rte>
<trk><name><![CDATA[Chuyến <1>]]></name><type>foot</type><extensions><x:code>T1</x:code></extensions>
<trkseg><trkpt lat="21.9" lon="106.7"><ele>310.5</ele><time>2026-06-01T01:00:00Z</time><extensions><x:accuracy>4.5</x:accuracy></extensions></trkpt>
<trkpt lat="21.901" lon="106.701"><time>2026-06-01T01:01:00+07:00</time></trkpt></trkseg>
<trkseg><trkpt lat="21.91" lon="106.71"/><trkpt lat="21.92" lon="106.72"/></trkseg></trk></gpx>`;

const kml = `<?xml version="1.0"?><kml xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Folder><name>Đồn Bắc Xa</name>
<Placemark id="p1"><name>Mốc</name><ExtendedData><Data name="kind"><value>main</value></Data><SchemaData><SimpleData name="số">1090</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>106.7,21.9,310</coordinates></Point></Placemark>
<Placemark><MultiGeometry><LineString><coordinates>106.7,21.9 106.71,21.91</coordinates></LineString><LineString><coordinates>1,1 2,2</coordinates></LineString></MultiGeometry></Placemark>
<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 9,1 9,9 1,1</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>5,2 6,2 6,3 5,2</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
<Placemark><gx:MultiTrack><gx:Track><when>2026-06-01T01:00:00Z</when><when>2026-06-01T01:01:00Z</when><gx:coord>106.7 21.9 310</gx:coord><gx:coord>106.71 21.91 311</gx:coord></gx:Track></gx:MultiTrack></Placemark>
<NetworkLink/></Folder></Document></kml>`;

const prj =
  'PROJCS["VN_2000_107_15",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",107.25],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Two lines of three vertices in metres. */
function shp(): Uint8Array {
  const contentBytes = 48 + 48;
  const view = new DataView(new ArrayBuffer(100 + 2 * (8 + contentBytes)));
  view.setUint32(0, 9994);
  view.setUint32(24, view.byteLength / 2);
  view.setUint32(28, 1000, true);
  view.setUint32(32, 3, true);
  for (let shape = 0; shape < 2; shape++) {
    const at = 100 + shape * (8 + contentBytes);
    view.setUint32(at, shape + 1);
    view.setUint32(at + 4, contentBytes / 2);
    view.setUint32(at + 8, 3, true);
    view.setUint32(at + 44, 1, true);
    view.setUint32(at + 48, 3, true);
    for (let vertex = 0; vertex < 3; vertex++) {
      view.setFloat64(at + 56 + 16 * vertex, 449_262 + 10 * vertex, true);
      view.setFloat64(at + 64 + 16 * vertex, 2_417_472 + 10 * shape, true);
    }
  }
  return new Uint8Array(view.buffer);
}

/** A text, a number and a day for each of the two. */
function dbf(): Uint8Array {
  const fields = [
    ['ten', 'C', 12],
    ['dai', 'N', 8],
    ['ngay', 'D', 8],
  ] as const;
  const rows = ['Bắc Xa'.padEnd(10), 'Chi Lăng'.padEnd(11)].map(
    (name, at) => ` ${name}${String(20 + at).padStart(8)}2026060${at + 1}`,
  );
  const body = strToU8(rows.join(''));
  const headerBytes = 33 + 32 * fields.length;
  const file = new Uint8Array(headerBytes + body.length + 1);
  const view = new DataView(file.buffer);
  view.setUint8(0, 3);
  view.setUint32(4, 2, true);
  view.setUint16(8, headerBytes, true);
  view.setUint16(10, 29, true);
  for (const [at, [name, type, length]] of fields.entries()) {
    file.set(strToU8(name), 32 + 32 * at);
    file[32 + 32 * at + 11] = type.charCodeAt(0);
    file[32 + 32 * at + 16] = length;
  }
  file[headerBytes - 1] = 0x0d;
  file.set(body, headerBytes);
  return file;
}
