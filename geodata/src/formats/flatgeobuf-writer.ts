import type { Geometry, Position } from 'geojson';
import { FlatBytes } from './flatgeobuf-bytes.ts';
import { type FlatColumn, type FlatGeobufOptions, flatHeader } from './flatgeobuf-header.ts';
import { defaultIndexNodeSize } from './flatgeobuf-layout.ts';
import { hilbertOrder, packedIndex } from './hilbert-index.ts';

/**
 * Writes FlatGeobuf in WGS 84 with a Hilbert-packed spatial index, so that QGIS and `ogr2ogr -spat` read only what they need.
 * Features are kept encoded until `finish`, because the index stands before them and decides their order. Rejected: the
 * package's writer, which writes no index and makes a buffer, a builder and a copy for every feature.
 */
export class FlatGeobufWriter {
  readonly #options: FlatGeobufOptions;
  readonly #out = new FlatBytes();
  readonly #columns: readonly FlatColumn[];
  #starts = new Float64Array(1024);
  #boxes = new Float64Array(4096);
  #count = 0;
  #minX = Number.POSITIVE_INFINITY;
  #minY = Number.POSITIVE_INFINITY;
  #maxX = Number.NEGATIVE_INFINITY;
  #maxY = Number.NEGATIVE_INFINITY;

  constructor(options: FlatGeobufOptions) {
    this.#options = options;
    this.#columns = options.columns;
  }

  get featuresCount(): number {
    return this.#count;
  }

  /** Adds one feature; attributes that are null, undefined or no column are left out. */
  add(geometry: Geometry, properties: Readonly<Record<string, unknown>>): void {
    const out = this.#out;
    this.#minX = this.#minY = Number.POSITIVE_INFINITY;
    this.#maxX = this.#maxY = Number.NEGATIVE_INFINITY;
    const origin = out.reserve(28);
    // Size, root, the table's list of fields (8 bytes: its own length, the table's length, two fields), the table.
    out.view.setUint32(origin + 4, 12, true);
    out.view.setUint32(origin + 8, 0x000c_0008, true);
    out.view.setUint32(origin + 12, 0x0008_0004, true);
    out.view.setInt32(origin + 16, 8, true);
    out.pointHere(origin + 24);
    this.#properties(properties);
    this.#geometry(geometry, origin + 20, origin);
    out.align8(origin);
    out.view.setUint32(origin, out.length - origin - 4, true);
    this.#remember(origin);
  }

  /** The file in pieces of about a megabyte, features along the Hilbert curve. */
  *finish(): Generator<Uint8Array, void, void> {
    const boxes = this.#boxes;
    const count = this.#count;
    const extent: [number, number, number, number] = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    for (let index = 0; index < count; index++) {
      extent[0] = Math.min(extent[0], boxes[index * 4] ?? 0);
      extent[1] = Math.min(extent[1], boxes[index * 4 + 1] ?? 0);
      extent[2] = Math.max(extent[2], boxes[index * 4 + 2] ?? 0);
      extent[3] = Math.max(extent[3], boxes[index * 4 + 3] ?? 0);
    }
    yield flatHeader(this.#options, count, extent);
    if (count === 0) return;
    const order = hilbertOrder(boxes, count, extent);
    const offsets = new Float64Array(count);
    let offset = 0;
    for (const [at, feature] of order.entries()) {
      offsets[at] = offset;
      offset += this.#end(feature) - this.#start(feature);
    }
    yield packedIndex(boxes, order, offsets, defaultIndexNodeSize);
    yield* this.#features(order);
  }

  *#features(order: Uint32Array): Generator<Uint8Array, void, void> {
    const pieceBytes = 1 << 20;
    let piece = new Uint8Array(pieceBytes);
    let filled = 0;
    for (const feature of order) {
      const frame = this.#out.bytes.subarray(this.#start(feature), this.#end(feature));
      if (filled > 0 && filled + frame.length > piece.length) {
        yield piece.subarray(0, filled);
        piece = new Uint8Array(pieceBytes);
        filled = 0;
      }
      if (frame.length > piece.length) yield frame.slice();
      else {
        piece.set(frame, filled);
        filled += frame.length;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
  }

  #start(feature: number): number {
    return this.#starts[feature] ?? 0;
  }

  #end(feature: number): number {
    return feature + 1 < this.#count ? this.#start(feature + 1) : this.#out.length;
  }

  #remember(origin: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = doubled(this.#starts);
      this.#boxes = doubled(this.#boxes);
    }
    this.#starts[this.#count] = origin;
    const box = this.#count * 4;
    this.#boxes[box] = this.#minX;
    this.#boxes[box + 1] = this.#minY;
    this.#boxes[box + 2] = this.#maxX;
    this.#boxes[box + 3] = this.#maxY;
    this.#count++;
  }

  #properties(properties: Readonly<Record<string, unknown>>): void {
    const out = this.#out;
    const at = out.reserve(4);
    for (let number = 0; number < this.#columns.length; number++) {
      const { name, type } = this.#columns[number] ?? noColumn;
      const value = properties[name];
      if (value === null || value === undefined) continue;
      const column = out.reserve(2);
      out.view.setUint16(column, number, true);
      writeValue(out, type, value);
    }
    out.view.setUint32(at, out.length - at - 4, true);
  }

  #geometry(geometry: Geometry, field: number, origin: number): void {
    switch (geometry.type) {
      case 'Point':
        this.#simple([[geometry.coordinates]], 1, field, origin);
        break;
      case 'LineString':
        this.#simple([geometry.coordinates], 2, field, origin);
        break;
      case 'Polygon':
        this.#simple(geometry.coordinates, 3, field, origin);
        break;
      case 'MultiPoint':
        this.#simple([geometry.coordinates], 4, field, origin);
        break;
      case 'MultiLineString':
        this.#simple(geometry.coordinates, 5, field, origin);
        break;
      case 'MultiPolygon':
        this.#parts(geometry.coordinates, 6, field, origin, (rings, part) => this.#simple(rings, 3, part, origin));
        break;
      case 'GeometryCollection':
        this.#parts(geometry.geometries, 7, field, origin, (one, part) => this.#geometry(one, part, origin));
    }
  }

  /** A geometry made of positions: its table, its doubles and, when there is more than one run, where each run ends. */
  #simple(runs: readonly (readonly Position[])[], type: number, field: number, origin: number): void {
    const out = this.#out;
    out.align8(origin, 6);
    const vtable = out.reserve(18);
    // GDAL refuses a MultiLineString that leaves out the end of its only line; for a polygon's only ring it does not care.
    const hasEnds = runs.length > 1 || type === 5;
    out.view.setUint16(vtable, 18, true);
    out.view.setUint16(vtable + 2, 13, true);
    out.view.setUint16(vtable + 4, hasEnds ? 8 : 0, true);
    out.view.setUint16(vtable + 6, 4, true);
    out.view.setUint16(vtable + 16, 12, true);
    out.pointHere(field);
    const table = out.reserve(13);
    out.view.setInt32(table, table - vtable, true);
    out.view.setUint8(table + 12, type);
    let count = 0;
    for (const run of runs) count += run.length;
    if (hasEnds) {
      out.align8(origin);
      out.pointHere(table + 8);
      const ends = out.reserve(4 + runs.length * 4);
      out.view.setUint32(ends, runs.length, true);
      let end = 0;
      for (const [index, run] of runs.entries()) {
        end += run.length;
        out.view.setUint32(ends + 4 + index * 4, end, true);
      }
    }
    out.align8(origin, 4);
    out.pointHere(table + 4);
    let at = out.reserve(4 + count * 16);
    const { view } = out;
    view.setUint32(at, count * 2, true);
    at += 4;
    for (const run of runs) {
      for (let vertex = 0; vertex < run.length; vertex++) {
        const position = run[vertex] ?? [];
        const x = position[0] ?? Number.NaN;
        const y = position[1] ?? Number.NaN;
        view.setFloat64(at, x, true);
        view.setFloat64(at + 8, y, true);
        at += 16;
        if (x < this.#minX) this.#minX = x;
        if (x > this.#maxX) this.#maxX = x;
        if (y < this.#minY) this.#minY = y;
        if (y > this.#maxY) this.#maxY = y;
      }
    }
  }

  #parts<Part>(
    parts: readonly Part[],
    type: number,
    field: number,
    origin: number,
    write: (part: Part, field: number) => void,
  ): void {
    const out = this.#out;
    out.align8(origin, 4);
    const vtable = out.reserve(20);
    out.view.setUint16(vtable, 20, true);
    out.view.setUint16(vtable + 2, 9, true);
    out.view.setUint16(vtable + 16, 8, true);
    out.view.setUint16(vtable + 18, 4, true);
    out.pointHere(field);
    const table = out.reserve(12);
    out.view.setInt32(table, table - vtable, true);
    out.view.setUint8(table + 8, type);
    out.pointHere(table + 4);
    const vector = out.reserve(4 + parts.length * 4);
    out.view.setUint32(vector, parts.length, true);
    for (const [index, part] of parts.entries()) write(part, vector + 4 + index * 4);
  }
}

const noColumn: FlatColumn = { name: '', type: 'String' };

function writeValue(out: FlatBytes, type: FlatColumn['type'], value: unknown): void {
  switch (type) {
    case 'Bool':
      out.view.setUint8(out.reserve(1), value ? 1 : 0);
      break;
    case 'Int':
      out.view.setInt32(out.reserve(4), Number(value), true);
      break;
    case 'Long':
      out.view.setBigInt64(out.reserve(8), BigInt(Number(value)), true);
      break;
    case 'Double':
      out.view.setFloat64(out.reserve(8), Number(value), true);
      break;
    case 'Json':
      out.text(JSON.stringify(value));
      break;
    default:
      out.text(value instanceof Date ? value.toISOString() : String(value));
  }
}

function doubled(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(array.length * 2);
  grown.set(array);
  return grown;
}
