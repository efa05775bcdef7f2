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

function readProperties(bytes: Uint8Array | null, { columns }: FlatHeader): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  if (!bytes) return properties;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const column = columns[view.getUint16(cursor.at, true)];
    if (!column) throw new RangeError('unknown column');
    cursor.at += 2;
    const value = readValue(view, bytes, cursor, column.type);
    // A column may be called __proto__ in a hostile file; written plainly it would change what all objects inherit here.
    if (column.name === '__proto__') Object.defineProperty(properties, '__proto__', { value, enumerable: true });
    else properties[column.name] = value;
  }
  return properties;
}

const widths = {
  Byte: 1,
  UByte: 1,
  Bool: 1,
  Short: 2,
  UShort: 2,
  Int: 4,
  UInt: 4,
  Long: 8,
  ULong: 8,
  Float: 4,
  Double: 8,
};

/** The value at the cursor, which moves behind it. */
function readValue(view: DataView, bytes: Uint8Array, cursor: { at: number }, type: ColumnType): unknown {
  const { at } = cursor;
  if (type === 'String' || type === 'DateTime' || type === 'Json' || type === 'Binary') {
    const start = at + 4;
    const end = start + view.getUint32(at, true);
    if (end > bytes.length) throw new RangeError('value beyond its feature');
    cursor.at = end;
    if (type === 'Binary') return bytes.slice(start, end);
    const text = shortText(bytes, start, end) ?? decoder.decode(bytes.subarray(start, end));
    return type === 'Json' ? json(text) : text;
  }
  cursor.at = at + widths[type];
  switch (type) {
    case 'Byte':
      return view.getInt8(at);
    case 'UByte':
      return view.getUint8(at);
    case 'Bool':
      return view.getUint8(at) !== 0;
    case 'Short':
      return view.getInt16(at, true);
    case 'UShort':
      return view.getUint16(at, true);
    case 'Int':
      return view.getInt32(at, true);
    case 'UInt':
      return view.getUint32(at, true);
    case 'Long':
      return exact(view.getBigInt64(at, true));
    case 'ULong':
      return exact(view.getBigUint64(at, true));
    case 'Float':
      return view.getFloat32(at, true);
    default:
      return view.getFloat64(at, true);
  }
}

const decoder = new TextDecoder();

/** Short plain ASCII, which most codes and words are, without the cost of calling the decoder; null for any other text. */
function shortText(bytes: Uint8Array, start: number, end: number): string | null {
  if (end - start > 24) return null;
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** A whole number beyond 2^53 stays exact, as text: rounding it silently would change a code. */
function exact(value: bigint): number | string {
  return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
