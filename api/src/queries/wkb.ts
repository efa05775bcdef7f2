import type { GeometryType } from '@phen-dau/geodata';
import type { Geometry, Position } from 'geojson';
import type { GeometryInput } from './feature-types.ts';

const codes = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;

type Shape = Exclude<Geometry, { type: 'GeometryCollection' }>;

/** A geometry as little-endian WKB in hex, two dimensions; the form both engines take quickest in bulk. */
export function hexWkb(geometry: GeometryInput): string {
  const bytes = geometry instanceof Uint8Array ? geometry : encodeWkb(geometry);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/**
 * A geometry as EWKB in WGS 84, the binary form in which the database itself keeps it: lines and areas multiple, as every
 * layer stores them. Null for bytes of another form, which only PostGIS can bring into this one.
 */
export function storedEwkb(geometry: GeometryInput, stored: GeometryType): Uint8Array | null {
  if (!(geometry instanceof Uint8Array)) {
    const multiple = promoted(geometry);
    return multiple.type === stored ? encodeWkb(multiple, 4326) : null;
  }
  const { length } = geometry;
  if (length < 9 || geometry[0] !== 1) return null;
  const given = new DataView(geometry.buffer, geometry.byteOffset, length);
  if (given.getUint32(1, true) !== codes[stored]) return null;
  const bytes = new Uint8Array(length + 4);
  bytes.set(geometry.subarray(5), 9);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(1, codes[stored] + withSrid, true);
  view.setUint32(5, 4326, true);
  return bytes;
}

/** The bit of EWKB that announces a coordinate system. */
const withSrid = 0x20000000;

function promoted(geometry: Geometry): Geometry {
  if (geometry.type === 'LineString') return { type: 'MultiLineString', coordinates: [geometry.coordinates] };
  if (geometry.type === 'Polygon') return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
  return geometry;
}

function encodeWkb(geometry: Geometry, srid?: number): Uint8Array {
  if (geometry.type === 'GeometryCollection') throw new Error('A collection is no geometry of any layer');
  const writer = new WkbWriter(sizeOf(geometry) + (srid === undefined ? 0 : 4));
  writer.writeShape(geometry, srid);
  return writer.bytes;
}

/** A class and no closures: this runs once for each of a hundred thousand features. */
class WkbWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  writeShape(shape: Shape, srid?: number): void {
    this.#view.setUint8(this.#at, 1);
    this.#at += 1;
    this.#count(codes[shape.type] + (srid === undefined ? 0 : withSrid));
    if (srid !== undefined) this.#count(srid);
    switch (shape.type) {
      case 'Point':
        this.#position(shape.coordinates);
        return;
      case 'LineString':
        this.#line(shape.coordinates);
        return;
      case 'Polygon':
        this.#lines(shape.coordinates);
        return;
    }
    this.#count(shape.coordinates.length);
    if (shape.type === 'MultiPoint') {
      for (const coordinates of shape.coordinates) this.writeShape({ type: 'Point', coordinates });
    } else if (shape.type === 'MultiLineString') {
      for (const coordinates of shape.coordinates) this.writeShape({ type: 'LineString', coordinates });
    } else for (const coordinates of shape.coordinates) this.writeShape({ type: 'Polygon', coordinates });
  }

  #count(count: number): void {
    this.#view.setUint32(this.#at, count, true);
    this.#at += 4;
  }

  #lines(lines: readonly Position[][]): void {
    this.#count(lines.length);
    for (const line of lines) this.#line(line);
  }

  #line(positions: readonly Position[]): void {
    this.#count(positions.length);
    for (const position of positions) this.#position(position);
  }

  #position(position: Position): void {
    this.#view.setFloat64(this.#at, position[0] ?? Number.NaN, true);
    this.#view.setFloat64(this.#at + 8, position[1] ?? Number.NaN, true);
    this.#at += 16;
  }
}

function sizeOf(geometry: Shape): number {
  const line = (positions: Position[]) => 4 + 16 * positions.length;
  const sum = <T>(list: T[], size: (item: T) => number) => list.reduce((total, item) => total + size(item), 0);
  switch (geometry.type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 5 + line(geometry.coordinates);
    case 'Polygon':
      return 9 + sum(geometry.coordinates, line);
    case 'MultiPoint':
      return 9 + 21 * geometry.coordinates.length;
    case 'MultiLineString':
      return 9 + sum(geometry.coordinates, (positions) => 5 + line(positions));
    case 'MultiPolygon':
      return 9 + sum(geometry.coordinates, (rings) => 9 + sum(rings, line));
  }
}
