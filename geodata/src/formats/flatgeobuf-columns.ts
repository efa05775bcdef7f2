import type { Field, FieldKind } from '../field.ts';
import type { Layer } from '../layer.ts';
import type { Language } from '../text.ts';
import type { OutputFeature } from './csv.ts';
import type { FlatColumn } from './flatgeobuf-header.ts';
import { FlatGeobufWriter } from './flatgeobuf-writer.ts';

const types: Record<FieldKind, FlatColumn['type']> = {
  text: 'String',
  choice: 'String',
  integer: 'Int',
  decimal: 'Double',
  flag: 'Bool',
  day: 'DateTime',
  moment: 'DateTime',
  reference: 'String',
};

/** A writer for features of a layer: its id, its attributes with their labels as titles, and when each state is true. */
export function layerFlatGeobufWriter(layer: Layer, language: Language): FlatGeobufWriter {
  return new FlatGeobufWriter({
    name: layer.id,
    geometryType: layer.geometry,
    columns: [
      { name: 'id', type: 'String' },
      ...Object.entries(layer.fields).map(([name, field]) => column(name, field, language)),
      { name: 'valid_from', type: 'DateTime' },
      { name: 'valid_to', type: 'DateTime' },
    ],
  });
}

/** Adds a feature with the columns of `layerFlatGeobufWriter`. */
export function addToFlatGeobuf(writer: FlatGeobufWriter, feature: OutputFeature): void {
  const { id, geometry, properties, validFrom, validTo } = feature;
  writer.add(geometry, { ...properties, id, valid_from: validFrom ?? null, valid_to: validTo ?? null });
}

function column(name: string, field: Field, language: Language): FlatColumn {
  // Money is kept in a bigint column: 51 billion VND does not fit an Int.
  return { name, type: field.sqlType === 'bigint' ? 'Long' : types[field.kind], title: field.label[language] };
}
