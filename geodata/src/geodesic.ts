import geographiclib from 'geographiclib-geodesic';
import type { Geometry, Position } from 'geojson';

/**
 * Measures on the WGS 84 ellipsoid, by Karney's algorithms (error below 15 nanometres). Positions are [longitude, latitude]
 * in degrees. Turf measures on a sphere, which is 0.42 % too long north-south at 22° N, so no reported figure uses it.
 */
const { Geodesic } = geographiclib;
const ellipsoid = Geodesic.WGS84;

/** The shortest way between two positions, in metres. NaN when a coordinate is not a number. */
export function distanceMetres(from: Readonly<Position>, to: Readonly<Position>): number {
  const [fromLongitude = Number.NaN, fromLatitude = Number.NaN] = from;
  const [toLongitude = Number.NaN, toLatitude = Number.NaN] = to;
  return ellipsoid.Inverse(fromLatitude, fromLongitude, toLatitude, toLongitude, Geodesic.DISTANCE).s12 ?? Number.NaN;
}

/** The direction in which to leave `from` for `to`, degrees clockwise from true north, 0 ≤ azimuth < 360; 0 for equal positions. */
export function azimuthDegrees(from: Readonly<Position>, to: Readonly<Position>): number {
  const [fromLongitude = Number.NaN, fromLatitude = Number.NaN] = from;
  const [toLongitude = Number.NaN, toLatitude = Number.NaN] = to;
  if (fromLongitude === toLongitude && fromLatitude === toLatitude) return 0;
  const { azi1 = Number.NaN } = ellipsoid.Inverse(
    fromLatitude,
    fromLongitude,
    toLatitude,
    toLongitude,
    Geodesic.AZIMUTH,
  );
  return azi1 < 0 ? azi1 + 360 : azi1;
}

/** The position reached by going `metres` from `from` in the direction `azimuth` (degrees clockwise from true north). */
export function destination(from: Readonly<Position>, azimuth: number, metres: number): [number, number] {
  const [longitude = Number.NaN, latitude = Number.NaN] = from;
  const reached = ellipsoid.Direct(latitude, longitude, azimuth, metres, Geodesic.LATITUDE | Geodesic.LONGITUDE);
  return [reached.lon2 ?? Number.NaN, reached.lat2 ?? Number.NaN];
}

/** The length of a line of positions in metres; 0 for fewer than two. */
export function lineLengthMetres(line: readonly Readonly<Position>[]): number {
  let metres = 0;
  let previous: Readonly<Position> | undefined;
  for (const position of line) {
    if (previous) metres += distanceMetres(previous, position);
    previous = position;
  }
  return metres;
}

/** The area inside one ring in square metres, whichever way round it runs and whether or not the first position is repeated. */
export function ringAreaSquareMetres(ring: readonly Readonly<Position>[]): number {
  const polygon = ellipsoid.Polygon(false);
  for (const [longitude = Number.NaN, latitude = Number.NaN] of ring) polygon.AddPoint(latitude, longitude);
  return Math.abs(polygon.Compute(false, true).area ?? Number.NaN);
}

/** The area of a polygon in square metres: its outer ring less its holes. */
export function polygonAreaSquareMetres(rings: readonly (readonly Readonly<Position>[])[]): number {
  const [outer = [], ...holes] = rings;
  return holes.reduce((area, hole) => area - ringAreaSquareMetres(hole), ringAreaSquareMetres(outer));
}

/** The length of all lines of a geometry in metres; 0 for points and areas. */
export function geometryLengthMetres(geometry: Geometry): number {
  switch (geometry.type) {
    case 'LineString':
      return lineLengthMetres(geometry.coordinates);
    case 'MultiLineString':
      return sum(geometry.coordinates, lineLengthMetres);
    case 'GeometryCollection':
      return sum(geometry.geometries, geometryLengthMetres);
    default:
      return 0;
  }
}

/** The area of all polygons of a geometry in square metres; 0 for points and lines. Parts that overlap count twice. */
export function geometryAreaSquareMetres(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Polygon':
      return polygonAreaSquareMetres(geometry.coordinates);
    case 'MultiPolygon':
      return sum(geometry.coordinates, polygonAreaSquareMetres);
    case 'GeometryCollection':
      return sum(geometry.geometries, geometryAreaSquareMetres);
    default:
      return 0;
  }
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
