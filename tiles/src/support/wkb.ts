import type { Geometry, Position } from 'geojson';

/** Little-endian WKB of a geometry, for tests of the reader. */
export function writeWkb(geometry: Geometry): Uint8Array {
  const bytes: number[] = [];
  write(geometry, bytes);
  return Uint8Array.from(bytes);
}

const types = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;

function write(geometry: Geometry, bytes: number[]): void {
  if (geometry.type === 'GeometryCollection') {
    head(7, bytes);
    count(geometry.geometries.length, bytes);
    for (const member of geometry.geometries) write(member, bytes);
    return;
  }
  head(types[geometry.type], bytes);
  switch (geometry.type) {
    case 'Point':
      position(geometry.coordinates.length === 0 ? [Number.NaN, Number.NaN] : geometry.coordinates, bytes);
      break;
    case 'LineString':
      positions(geometry.coordinates, bytes);
      break;
    case 'Polygon':
      count(geometry.coordinates.length, bytes);
      for (const ring of geometry.coordinates) positions(ring, bytes);
      break;
    case 'MultiPoint':
      members('Point', geometry.coordinates, bytes);
      break;
    case 'MultiLineString':
      members('LineString', geometry.coordinates, bytes);
      break;
    case 'MultiPolygon':
      members('Polygon', geometry.coordinates, bytes);
      break;
  }
}

function members(type: 'Point' | 'LineString' | 'Polygon', all: readonly unknown[], bytes: number[]): void {
  count(all.length, bytes);
  for (const coordinates of all) write({ type, coordinates } as Geometry, bytes);
}

function head(type: number, bytes: number[]): void {
  bytes.push(1);
  count(type, bytes);
}

function count(value: number, bytes: number[]): void {
  bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
}

function positions(all: readonly Position[], bytes: number[]): void {
  count(all.length, bytes);
  for (const one of all) position(one, bytes);
}

function position([x = Number.NaN, y = Number.NaN]: Position, bytes: number[]): void {
  const pair = new DataView(new ArrayBuffer(16));
  pair.setFloat64(0, x, true);
  pair.setFloat64(8, y, true);
  bytes.push(...new Uint8Array(pair.buffer));
}
