import {
  type Bounds,
  findVn2000Zone,
  positionsBounds,
  vn2000FromWgs84,
  vn2000Zones,
  wgs84FromVn2000,
} from '@phen-dau/geodata';

/** A coordinate reference system an answer or a bbox can be in; positions in the axis order its authority gives. */
export interface Crs {
  readonly uri: string;
  /** EPSG code; null for CRS84. */
  readonly epsg: number | null;
  /** From WGS 84 longitude, latitude in degrees. */
  readonly fromWgs84: (longitude: number, latitude: number) => readonly [number, number];
  readonly toWgs84: (first: number, second: number) => readonly [longitude: number, latitude: number];
}

const epsgUri = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

/** WGS 84 longitude, latitude: the storage system and the default of every answer. */
export const crs84: Crs = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  epsg: null,
  fromWgs84: (longitude, latitude) => [longitude, latitude],
  toWgs84: (longitude, latitude) => [longitude, latitude],
};

/** WGS 84 as EPSG has it: latitude first. */
const wgs84: Crs = {
  uri: epsgUri(4326),
  epsg: 4326,
  fromWgs84: (longitude, latitude) => [latitude, longitude],
  toWgs84: (latitude, longitude) => [longitude, latitude],
};

/** To the millimetre: a surveyor's grid coordinate has no more. */
const millimetres = (metres: number) => Math.round(metres * 1000) / 1000;

const vn2000: readonly Crs[] = vn2000Zones.map((zone) => ({
  uri: epsgUri(zone.epsg),
  epsg: zone.epsg,
  // EPSG's axes are easting, northing; only Vietnamese paper has X for north.
  fromWgs84: (longitude, latitude) => {
    const { xNorthMetres, yEastMetres } = vn2000FromWgs84(longitude, latitude, zone);
    return [millimetres(yEastMetres), millimetres(xNorthMetres)];
  },
  toWgs84: (yEastMetres, xNorthMetres) => wgs84FromVn2000({ xNorthMetres, yEastMetres }, zone),
}));

/** Every system offered, the default first. */
export const crsOffered: readonly Crs[] = [crs84, wgs84, ...vn2000];

/** The system a parameter names: its URI, or the short forms `EPSG:9215` and `CRS84`. */
export function findCrs(text: string): Crs | undefined {
  const plain = text.replace(/^\[(.*)\]$/, '$1').replace(/^https:/, 'http:');
  const code = /^EPSG:(\d{4,5})$/i.exec(plain)?.[1];
  if (/^(OGC:)?CRS84$/i.test(plain)) return crs84;
  if (code && (code === '4326' || findVn2000Zone(Number(code)))) return findCrs(epsgUri(Number(code)));
  return crsOffered.find(({ uri }) => uri === plain);
}

/** The smallest WGS 84 bounds around a box of another system: its edges are curves there, so points along them count. */
export function boundsInWgs84(box: Bounds, crs: Crs): Bounds {
  const [left, bottom, right, top] = box;
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const corners = steps.flatMap((x) =>
    steps.map((y) => crs.toWgs84(left + (right - left) * x, bottom + (top - bottom) * y)),
  );
  return positionsBounds(corners);
}

/** GeoJSON text of a WGS 84 geometry as GeoJSON text in another system. */
export function geometryTextIn(text: string, crs: Crs): string {
  if (crs === crs84) return text;
  const geometry: { type: string; coordinates: Nested } = JSON.parse(text);
  return JSON.stringify({ type: geometry.type, coordinates: convert(geometry.coordinates, crs) });
}

type Nested = number | readonly Nested[];

function convert(coordinates: Nested, crs: Crs): Nested {
  if (typeof coordinates === 'number') return coordinates;
  const [first, second] = coordinates;
  if (typeof first === 'number' && typeof second === 'number') return crs.fromWgs84(first, second);
  return coordinates.map((one) => convert(one, crs));
}
