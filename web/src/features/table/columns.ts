import type { FieldDescription, LayerDescription } from '../../api/types.ts';

const widths: Readonly<Record<FieldDescription['kind'], number>> = {
  text: 200,
  choice: 172,
  integer: 124,
  decimal: 124,
  flag: 96,
  day: 116,
  moment: 148,
  reference: 196,
};

export const columnWidth = (field: FieldDescription, isName: boolean): number => (isName ? 240 : widths[field.kind]);

/** The table's columns: the name first, then the fields in their order, then since when the row is so. */
export function columnsOf(layer: LayerDescription, validFromLabel: { vi: string; en: string }): FieldDescription[] {
  const name = layer.fields.filter((field) => field.key === layer.nameField);
  const rest = layer.fields.filter((field) => field.key !== layer.nameField);
  const validFrom: FieldDescription = {
    key: 'valid_from',
    label: validFromLabel,
    kind: 'day',
    required: true,
    inTile: false,
  };
  return [...name, ...rest, validFrom];
}

export const isNumber = (field: FieldDescription): boolean => field.kind === 'integer' || field.kind === 'decimal';
