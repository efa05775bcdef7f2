import type { Field, Language, Layer } from '@phen-dau/geodata';

const types: Readonly<Record<Field['kind'], Readonly<Record<string, unknown>>>> = {
  text: { type: 'string', maxLength: 200 },
  choice: { type: 'string' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  flag: { type: 'boolean' },
  day: { type: 'string', format: 'date' },
  moment: { type: 'string', format: 'date-time' },
  reference: { type: 'string', format: 'uuid' },
};

const geometryFormats = {
  Point: 'geometry-point',
  MultiLineString: 'geometry-multilinestring',
  MultiPolygon: 'geometry-multipolygon',
} as const;

/** The attributes of a layer as JSON Schema (OGC API - Features Part 3 queryables, Part 5 schema); pass the visible layer. */
export function layerJsonSchema(
  layer: Layer,
  { id, language, withGeometry }: { readonly id: string; readonly language: Language; readonly withGeometry: boolean },
) {
  const properties = Object.entries(layer.fields).map(([key, field]) => [key, fieldSchema(field, language)]);
  const geometry = { geometry: { 'x-ogc-role': 'primary-geometry', format: geometryFormats[layer.geometry] } };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object',
    title: layer.title[language],
    description: layer.description[language],
    properties: { ...(withGeometry && geometry), ...Object.fromEntries(properties) },
    additionalProperties: false,
  };
}

function fieldSchema(field: Field, language: Language) {
  return {
    title: field.label[language],
    ...types[field.kind],
    ...(field.vocabulary && { enum: Object.keys(field.vocabulary) }),
    ...(field.unit && { 'x-ogc-unit': field.unit }),
  };
}
