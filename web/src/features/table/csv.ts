import type { FieldDescription, Value } from '../../api/types.ts';
import type { CellText, Row } from './rows.ts';

/** Cells that a spreadsheet would take for a formula; a leading apostrophe makes them text. */
const looksLikeFormula = /^[=+\-@\t\r\0]/;

/**
 * The rows as they are seen, in the same order and with the same columns. Words stand as on the screen; numbers and days stand
 * as spreadsheets read them (`1234.5`, `2024-05-01`), whatever the language.
 */
export function writeCsv(
  rows: readonly Row[],
  fields: readonly FieldDescription[],
  heading: (field: FieldDescription) => string,
  text: CellText,
): string {
  const lines = [
    fields.map((field) => cell(heading(field))),
    ...rows.map(({ item }) => fields.map((field) => valueCell(field, item.properties[field.key], text))),
  ];
  return csvText(lines);
}

/** Cells already written by `cell` or as plain numbers, as a file. The byte order mark makes Excel read Vietnamese. */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;

function valueCell(field: FieldDescription, value: Value | undefined, text: CellText): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (field.kind === 'day' || field.kind === 'moment') return cell(String(value));
  return cell(text(field, value));
}

/** A text as a cell: quoted where it must be, and never a formula. */
export function cell(text: string): string {
  const safe = looksLikeFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
