import { FlatBytes } from './flatgeobuf-bytes.ts';
import {
  type ColumnType,
  columnSlots,
  columnTypes,
  crsSlots,
  defaultIndexNodeSize,
  type FlatGeometryType,
  geometryTypes,
  headerSlots,
  magic,
} from './flatgeobuf-layout.ts';

export interface FlatColumn {
  readonly name: string;
  readonly type: Exclude<ColumnType, 'Byte' | 'UByte' | 'Short' | 'UShort' | 'UInt' | 'ULong' | 'Float' | 'Binary'>;
  /** For people: shown by QGIS as the field's alias. */
  readonly title?: string;
}

export interface FlatGeobufOptions {
  readonly name: string;
  /** `Unknown` lets every feature be of its own type. */
  readonly geometryType: FlatGeometryType;
  readonly columns: readonly FlatColumn[];
}

/** Magic bytes and header of a file in WGS 84; `extent` of its features, which is left out when there are none. */
export function flatHeader(
  { name, geometryType, columns }: FlatGeobufOptions,
  featuresCount: number,
  extent: readonly number[],
): Uint8Array {
  const out = new FlatBytes();
  out.bytes.set(magic);
  out.reserve(magic.length);
  const origin = out.reserve(8);
  const fields = out.table(origin, [
    [headerSlots.featuresCount, 8],
    [headerSlots.name, 4],
    ...(featuresCount > 0 ? ([[headerSlots.envelope, 4]] as const) : []),
    [headerSlots.columns, 4],
    [headerSlots.crs, 4],
    [headerSlots.indexNodeSize, 2],
    [headerSlots.geometryType, 1],
  ]);
  out.view.setUint32(origin + 4, fields.at - (origin + 4), true);
  const field = (slot: number) => fields.slots.get(slot) ?? 0;
  out.view.setUint32(field(headerSlots.featuresCount), featuresCount, true);
  // No features, no index: readers count the levels of an index over nothing without end.
  out.view.setUint16(field(headerSlots.indexNodeSize), featuresCount > 0 ? defaultIndexNodeSize : 0, true);
  out.view.setUint8(field(headerSlots.geometryType), geometryTypes.indexOf(geometryType));
  out.string(field(headerSlots.name), origin, name);
  if (featuresCount > 0) out.doubles(field(headerSlots.envelope), origin, extent);
  out.tables(field(headerSlots.columns), origin, columns.length, (index, reference) => {
    const { name: columnName, type, title } = columns[index] ?? { name: '', type: 'String' };
    const column = out.table(origin, [
      [columnSlots.name, 4],
      ...(title === undefined ? [] : ([[columnSlots.title, 4]] as const)),
      [columnSlots.type, 1],
    ]);
    out.view.setUint32(reference, column.at - reference, true);
    out.view.setUint8(column.slots.get(columnSlots.type) ?? 0, columnTypes.indexOf(type));
    out.string(column.slots.get(columnSlots.name) ?? 0, origin, columnName);
    if (title !== undefined) out.string(column.slots.get(columnSlots.title) ?? 0, origin, title);
  });
  const crs = out.table(origin, [
    [crsSlots.organisation, 4],
    [crsSlots.code, 4],
    [crsSlots.name, 4],
  ]);
  out.view.setUint32(field(headerSlots.crs), crs.at - field(headerSlots.crs), true);
  out.view.setInt32(crs.slots.get(crsSlots.code) ?? 0, 4326, true);
  out.string(crs.slots.get(crsSlots.organisation) ?? 0, origin, 'EPSG');
  out.string(crs.slots.get(crsSlots.name) ?? 0, origin, 'WGS 84');
  out.align8(origin);
  out.view.setUint32(origin, out.length - origin - 4, true);
  return out.bytes.slice(0, out.length);
}
