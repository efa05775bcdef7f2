import type { Geometry, Position } from 'geojson';
import type { Field } from '../field.ts';
import type { Layer } from '../layer.ts';
import type { Language } from '../text.ts';
import { unitSymbols } from '../unit.ts';

/** A feature as the register has it: id, geometry in WGS 84, attributes of the layer. */
export interface OutputFeature {
  readonly id: string;
  readonly geometry: Geometry;
  /** The catalogue's keys; `validFrom` and the like are given beside them. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

export interface CsvOptions {
  /** Headings and vocabulary words in this language; null: keys and words as the API has them, for programs. */
  readonly language: Language | null;
}

const ends = { id: 'id', validFrom: 'valid_from', validTo: 'valid_to' } as const;
/** What stands over the columns that every export has. */
export const endLabels: Record<Language, Record<keyof typeof ends | 'longitude' | 'latitude' | 'geometry', string>> = {
  vi: {
    id: 'Mã',
    validFrom: 'Có hiệu lực từ',
    validTo: 'Đến trước ngày',
    longitude: 'Kinh độ',
    latitude: 'Vĩ độ',
    geometry: 'Hình học (WKT)',
  },
  en: {
    id: 'Id',
    validFrom: 'Valid from',
    validTo: 'Until (exclusive)',
    longitude: 'Longitude',
    latitude: 'Latitude',
    geometry: 'Geometry (WKT)',
  },
};

/** The heading line: a byte order mark, so that Excel takes the text for UTF-8, then one cell a column. */
export function csvHeading(layer: Layer, { language }: CsvOptions): string {
  const place = layer.geometry === 'Point' ? (['longitude', 'latitude'] as const) : (['geometry'] as const);
  const labels = language && endLabels[language];
  const cells = [
    labels?.id ?? ends.id,
    ...Object.entries(layer.fields).map(([key, field]) => (language ? fieldHeading(field, language) : key)),
    labels?.validFrom ?? ends.validFrom,
    labels?.validTo ?? ends.validTo,
    ...place.map((column) => labels?.[column] ?? column),
  ];
  return `\uFEFF${csvLine(cells)}`;
}

/** One feature as one line (RFC 4180). */
export function csvRow(layer: Layer, feature: OutputFeature, { language }: CsvOptions): string {
  const { geometry } = feature;
  return csvLine([
    feature.id,
    ...Object.entries(layer.fields).map(([key, field]) => cellValue(feature.properties[key], field, language)),
    feature.validFrom ?? null,
    feature.validTo ?? null,
    ...(layer.geometry === 'Point' ? pointCells(geometry) : [wellKnownText(geometry)]),
  ]);
}

/** Cells joined to one line with CR LF; text that a spreadsheet would run as a formula is made plain. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // An apostrophe in front is what spreadsheets themselves use for "this is text"; numbers stay numbers above.
  const plain = /^[=+\-@\t\r\n\0]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** What stands over the column of a field: `Chiều dài (m)`. */
export function fieldHeading(field: Pick<Field, 'label' | 'unit'>, language: Language): string {
  return field.unit ? `${field.label[language]} (${unitSymbols[field.unit][language]})` : field.label[language];
}

function cellValue(value: unknown, field: Field, language: Language | null): unknown {
  if (value instanceof Date) return value.toISOString();
  if (language === null) return value;
  if (typeof value === 'boolean') return { vi: ['không', 'có'], en: ['no', 'yes'] }[language][value ? 1 : 0];
  return field.vocabulary?.[String(value)]?.label[language] ?? value;
}

function pointCells(geometry: Geometry): unknown[] {
  return geometry.type === 'Point' ? geometry.coordinates.slice(0, 2) : [null, null];
}

/** Well-known text of a geometry, two dimensions. */
export function wellKnownText(geometry: Geometry): string {
  const type = geometry.type.toUpperCase();
  if (geometry.type === 'GeometryCollection') return `${type} (${geometry.geometries.map(wellKnownText).join(', ')})`;
  if (geometry.coordinates.length === 0) return `${type} EMPTY`;
  return geometry.type === 'Point'
    ? `${type} (${pair(geometry.coordinates)})`
    : `${type} ${nested(geometry.coordinates)}`;
}

const pair = (position: Position) => `${position[0]} ${position[1]}`;

type Nested = Position | Nested[];
function nested(coordinates: Nested[]): string {
  return `(${coordinates.map((inner) => (isPosition(inner) ? pair(inner) : nested(inner))).join(', ')})`;
}
const isPosition = (value: Nested): value is Position => typeof value[0] === 'number';
