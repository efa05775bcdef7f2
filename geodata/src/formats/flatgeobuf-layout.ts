/** What FlatGeobuf 3 fixes: the words and numbers of its header and the slots of its tables (flatgeobuf.org, fbs schemas). */
export const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00] as const;

/** Bytes of one node of the index: a box of four doubles and an offset. */
export const indexNodeBytes = 40;
export const defaultIndexNodeSize = 16;
export const longestHeaderBytes = 10 * 1024 * 1024;

export const columnTypes = [
  'Byte',
  'UByte',
  'Bool',
  'Short',
  'UShort',
  'Int',
  'UInt',
  'Long',
  'ULong',
  'Float',
  'Double',
  'String',
  'Json',
  'DateTime',
  'Binary',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** In the order of their numbers; curves and surfaces beyond them are known by number only and not read. */
export const geometryTypes = [
  'Unknown',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;
export type FlatGeometryType = (typeof geometryTypes)[number];

export const headerSlots = {
  name: 0,
  envelope: 1,
  geometryType: 2,
  columns: 7,
  featuresCount: 8,
  indexNodeSize: 9,
  crs: 10,
} as const;
export const columnSlots = { name: 0, type: 1, title: 2 } as const;
export const crsSlots = { organisation: 0, code: 1, name: 2, wkt: 4, codeText: 5 } as const;
export const featureSlots = { geometry: 0, properties: 1 } as const;
export const geometrySlots = { ends: 0, xy: 1, z: 2, type: 6, parts: 7 } as const;

/** How many nodes each level of the index has, leaves first, the single root last. Empty for no features. */
export function indexLevels(features: number, nodeSize: number): number[] {
  if (features === 0) return [];
  const levels = [features];
  for (let nodes = features; nodes > 1 || levels.length === 1; ) {
    nodes = Math.ceil(nodes / nodeSize);
    levels.push(nodes);
  }
  return levels;
}

/** Bytes of the whole index. */
export const indexBytes = (features: number, nodeSize: number): number =>
  indexLevels(features, nodeSize).reduce((nodes, level) => nodes + level, 0) * indexNodeBytes;
