import { expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from './catalogue.ts';
import { type DescribedField, describedLayer } from './described-layer.ts';
import type { Layer } from './layer.ts';

/** As it travels: what a description has no room for is lost. */
const told = (layer: Layer) => {
  const fields = Object.entries(layer.fields).map(([key, { schema: _, sqlType: __, ...field }]) => ({ key, ...field }));
  return JSON.parse(JSON.stringify({ ...layer, fields })) as Layer & { fields: readonly DescribedField[] };
};

it.each(catalogue as readonly Layer[])('$id is validated by its description as by the catalogue', (layer) => {
  const again = describedLayer(told(layer));
  expect(Object.keys(again.fields)).toEqual(Object.keys(layer.fields));
  for (const [key, field] of Object.entries(layer.fields)) {
    const { schema, kind, required, refersTo, vocabulary } = again.fields[key] ?? {};
    expect({ kind, required, refersTo, words: Object.keys(vocabulary ?? {}) }, key).toEqual({
      ...{ kind: field.kind, required: field.required, refersTo: field.refersTo },
      words: Object.keys(field.vocabulary ?? {}),
    });
    expect(schema && z.toJSONSchema(schema), key).toEqual(z.toJSONSchema(field.schema));
  }
});
