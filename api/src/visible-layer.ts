import { type Clearance, type Field, type Layer, readableWords } from '@phen-dau/geodata';
import { z } from 'zod';

const seen = new Map<string, Layer>();

/**
 * A layer as a reader with this clearance may know it: vocabularies hold only the words they may read, in messages too.
 * Validate and describe with this one; store and query with the catalogue's own.
 */
export function visibleLayer(layer: Layer, clearance: Clearance): Layer {
  const key = `${layer.id} ${clearance}`;
  const known = seen.get(key);
  if (known) return known;
  const fields = Object.entries(layer.fields).map(([name, field]) => [name, visibleField(field, layer, clearance)]);
  const visible = { ...layer, fields: Object.fromEntries(fields) };
  seen.set(key, visible);
  return visible;
}

function visibleField(field: Field, layer: Layer, clearance: Clearance): Field {
  const words = readableWords(field, layer, clearance);
  if (!field.vocabulary || words.length === Object.keys(field.vocabulary).length) return field;
  const entries = Object.entries(field.vocabulary).filter(([word]) => words.includes(word));
  return { ...field, schema: z.enum(words), vocabulary: Object.fromEntries(entries) };
}
