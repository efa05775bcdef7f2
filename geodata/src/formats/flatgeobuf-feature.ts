import type { Geometry, Position } from 'geojson';
import { FlatTable } from './flat-table.ts';
import {
  type ColumnType,
  columnSlots,
  columnTypes,
  crsSlots,
  featureSlots,
  geometrySlots,
  geometryTypes,
  headerSlots,
} from './flatgeobuf-layout.ts';

export interface FlatHeader {
  /** Number of the geometry type; 0: each feature says its own. */
  readonly geometryType: number;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** 0: not announced. */
  readonly featuresCount: number;
  readonly indexNodeSize: number;
  /** `EPSG:9215`, a WKT text, or null when the file says nothing. */
  readonly statedCrs: string | null;
}

/** The header of a file from its size-prefixed message; throws on a broken one. */
export function readFlatHeader(bytes: Uint8Array): FlatHeader {
  const header = FlatTable.ofSizePrefixed(bytes);
  const crs = header.table(headerSlots.crs);
  const code = crs?.int32(crsSlots.code, 0) ?? 0;
  const codeText = crs?.text(crsSlots.codeText);
  const organisation = crs?.text(crsSlots.organisation) ?? 'EPSG';
  const stated =
    code > 0 ? `${organisation}:${code}` : codeText ? `${organisation}:${codeText}` : crs?.text(crsSlots.wkt);
  return {
    geometryType: header.uint8(headerSlots.geometryType, 0),
    columns: header.tables(headerSlots.columns).map((column) => {
      const type = columnTypes[column.uint8(columnSlots.type, 0)];
      if (type === undefined) throw new RangeError('unknown column type');
      return { name: column.text(columnSlots.name) ?? '', type };
    }),
    featuresCount: header.uint64(headerSlots.featuresCount),
    indexNodeSize: header.uint16(headerSlots.indexNodeSize, 16),
    statedCrs: stated || null,
  };
}

/** Geometry and attributes of a size-prefixed feature message; throws on a broken one. A curve or surface has a null type. */
export function readFlatFeature(
  bytes: Uint8Array,
  header: FlatHeader,
): { geometry: Geometry | { type: string } | null; properties: Record<string, unknown> } {
  const feature = FlatTable.ofSizePrefixed(bytes);
  const geometry = feature.table(featureSlots.geometry);
  // Each coordinate stands in the message once; parts that share one would let a small file unpack into a huge geometry.
  const budget = { coordinates: bytes.length / 16 };
  return {
    geometry: geometry && readGeometry(geometry, header.geometryType, budget, 0),
    properties: readProperties(feature.bytes(featureSlots.properties), header),
  };
}

type Budget = { coordinates: number };

function readGeometry(table: FlatTable, stated: number, budget: Budget, depth: number): Geometry | { type: string } {
  if (depth > 8) throw new RangeError('geometry nested too deep');
  const number = stated === 0 ? table.uint8(geometrySlots.type, 0) : stated;
  const type = geometryTypes[number];
  switch (type) {
    case 'Point':
      return { type, coordinates: positions(table, budget)[0] ?? [] };
    case 'MultiPoint':
    case 'LineString':
      return { type, coordinates: positions(table, budget) };
    case 'MultiLineString':
    case 'Polygon':
      return { type, coordinates: rings(table, budget) };
    case 'MultiPolygon':
      return { type, coordinates: table.tables(geometrySlots.parts).map((part) => rings(part, budget)) };
    case 'GeometryCollection':
      return {
        type,
        geometries: table
          .tables(geometrySlots.parts)
          .map((part) => readGeometry(part, 0, budget, depth + 1) as Geometry),
      };
    default:
      return { type: `FlatGeobuf ${number}` };
  }
}

function positions(table: FlatTable, budget: Budget): Position[] {
  const xy = table.doubles(geometrySlots.xy) ?? new Float64Array();
  const z = table.doubles(geometrySlots.z);
  const count = xy.length >> 1;
  budget.coordinates -= count;
  if (budget.coordinates < 0) throw new RangeError('more coordinates than the message holds');
  const all: Position[] = new Array(count);
  for (let index = 0; index < count; index++) {
    const x = xy[index * 2] ?? Number.NaN;
    const y = xy[index * 2 + 1] ?? Number.NaN;
    all[index] = z ? [x, y, z[index] ?? Number.NaN] : [x, y];
  }
  return all;
}

function rings(table: FlatTable, budget: Budget): Position[][] {
  const all = positions(table, budget);
  const ends = table.uint32s(geometrySlots.ends);
  if (!ends || ends.length === 0) return all.length === 0 ? [] : [all];
  let start = 0;
  return Array.from(ends, (end) => {
    if (end < start || end > all.length) throw new RangeError('ring ends beyond its coordinates');
    const ring = all.slice(start, end);
    start = end;
    return ring;
  });
}

const decoder = new TextDecoder();

function readProperties(bytes: Uint8Array | null, { columns }: FlatHeader): Record<string, unknown> {
  const properties: [string, unknown][] = [];
  if (bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at < bytes.length) {
      const column = columns[view.getUint16(at, true)];
      if (!column) throw new RangeError('unknown column');
      at += 2;
      const [value, length] = readValue(view, bytes, at, column.type);
      properties.push([column.name, value]);
      at += length;
    }
  }
  return Object.fromEntries(properties);
}

function readValue(view: DataView, bytes: Uint8Array, at: number, type: ColumnType): [unknown, number] {
  switch (type) {
    case 'Byte':
      return [view.getInt8(at), 1];
    case 'UByte':
      return [view.getUint8(at), 1];
    case 'Bool':
      return [view.getUint8(at) !== 0, 1];
    case 'Short':
      return [view.getInt16(at, true), 2];
    case 'UShort':
      return [view.getUint16(at, true), 2];
    case 'Int':
      return [view.getInt32(at, true), 4];
    case 'UInt':
      return [view.getUint32(at, true), 4];
    case 'Long':
      return [exact(view.getBigInt64(at, true)), 8];
    case 'ULong':
      return [exact(view.getBigUint64(at, true)), 8];
    case 'Float':
      return [view.getFloat32(at, true), 4];
    case 'Double':
      return [view.getFloat64(at, true), 8];
    default: {
      const length = view.getUint32(at, true);
      if (at + 4 + length > bytes.length) throw new RangeError('value beyond its feature');
      const value = bytes.subarray(at + 4, at + 4 + length);
      return [type === 'Binary' ? value.slice() : type === 'Json' ? json(value) : decoder.decode(value), 4 + length];
    }
  }
}

/** A whole number beyond 2^53 stays exact, as text: rounding it silently would change a code. */
function exact(value: bigint): number | string {
  return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function json(bytes: Uint8Array): unknown {
  const text = decoder.decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
