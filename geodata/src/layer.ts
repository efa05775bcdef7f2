import { z } from 'zod';
import type { Field } from './field.ts';
import type { Permission } from './role.ts';
import { type Clearance, clears, type Sensitivity, sensitivities } from './sensitivity.ts';
import type { Bilingual } from './text.ts';

/** Lines and areas are stored as Multi*; a reader promotes single ones. */
export const geometryTypes = ['Point', 'MultiLineString', 'MultiPolygon'] as const;
export type GeometryType = (typeof geometryTypes)[number];

export const layerGroups = ['border', 'roads-and-light', 'defence', 'people', 'planning', 'survey'] as const;
export type LayerGroup = (typeof layerGroups)[number];

export interface Layer<
  Id extends string = string,
  Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>,
> {
  readonly id: Id;
  readonly title: Bilingual;
  /** One sentence for the layer panel and the OGC collection. */
  readonly description: Bilingual;
  readonly group: LayerGroup;
  readonly geometry: GeometryType;
  /** Of a feature whose attributes say nothing else; a vocabulary word may raise it. */
  readonly sensitivity: Sensitivity;
  /** Zooms at which the layer is drawn; tiles above `maxZoom` are overzoomed by the client. */
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly fields: Fields;
  /** The field shown as the feature's name on cards, labels and in search. */
  readonly nameField: string;
  /** The field with the moment on whose day a feature begins of which nobody says since when it holds; absent: the day it is stored. */
  readonly beginsAt?: string;
  /** The named act that lets an account change features directly, without a survey. */
  readonly writtenBy: Extract<Permission, 'features.write-register' | 'features.write-plans'>;
}

/** The attributes of a layer as TypeScript sees them: every key is present, a field that is not required may be null. */
export type Properties<L extends Layer> = {
  -readonly [Key in keyof L['fields']]: L['fields'][Key] extends Field<infer Value, infer Required>
    ? Required extends true
      ? Value
      : Value | null
    : never;
};

export function defineLayer<const Id extends string, const Fields extends Readonly<Record<string, Field>>>(
  layer: Layer<Id, Fields> & { readonly nameField: keyof Fields & string; readonly beginsAt?: keyof Fields & string },
): Layer<Id, Fields> {
  return layer;
}

/** Validates a whole attribute record; refuses unknown keys; an absent optional attribute becomes null. */
export function propertiesSchema<L extends Layer>(layer: L): z.ZodType<Properties<L>> {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(layer.fields)) {
    shape[key] = field.required ? field.schema : field.schema.nullable().default(null);
  }
  return z.strictObject(shape) as unknown as z.ZodType<Properties<L>>;
}

/** Validates a change of some attributes; refuses unknown keys and an empty change. */
export function changedPropertiesSchema<L extends Layer>(layer: L): z.ZodType<Partial<Properties<L>>> {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(layer.fields)) {
    shape[key] = (field.required ? field.schema : field.schema.nullable()).optional();
  }
  return z.strictObject(shape) as unknown as z.ZodType<Partial<Properties<L>>>;
}

/** The keys of the attributes that travel in tiles, in declaration order. */
export function tileFields(layer: Layer): string[] {
  return Object.entries(layer.fields)
    .filter(([, field]) => field.inTile)
    .map(([key]) => key);
}

/**
 * A layer's features of one sensitivity, held in one table. Restricted parts live in the schema `defence`, all others in
 * `register`, so that a database role without the grant cannot reach them whatever the query forgets.
 */
export interface LayerPart {
  readonly layer: Layer;
  readonly sensitivity: Sensitivity;
  readonly schema: 'register' | 'defence';
  /** Table name inside the schema, snake_case: `border_marker`. */
  readonly table: string;
}

/** The parts of a layer, least protected first: one, unless words of a vocabulary raise the sensitivity. */
export function layerParts(layer: Layer): LayerPart[] {
  const levels = new Set<Sensitivity>();
  const raising = raisingField(layer);
  if (raising) {
    for (const term of Object.values(raising.vocabulary)) levels.add(term.sensitivity ?? layer.sensitivity);
  } else {
    levels.add(layer.sensitivity);
  }
  return sensitivities
    .filter((level) => levels.has(level))
    .map((sensitivity) => ({
      layer,
      sensitivity,
      schema: sensitivity === 'restricted' ? 'defence' : 'register',
      table: layer.id.replaceAll('-', '_'),
    }));
}

/** The parts a reader with this clearance may see; empty means the layer does not exist for that reader. */
export function readableParts(layer: Layer, clearance: Clearance): LayerPart[] {
  return layerParts(layer).filter((part) => clears(clearance, part.sensitivity));
}

/** The part that holds a feature with these attributes. */
export function partOf(layer: Layer, properties: Readonly<Record<string, unknown>>): LayerPart {
  const raising = raisingField(layer);
  const word = raising ? raising.vocabulary[String(properties[raising.key])] : undefined;
  const sensitivity = word?.sensitivity ?? layer.sensitivity;
  const part = layerParts(layer).find((candidate) => candidate.sensitivity === sensitivity);
  if (!part) throw new Error(`Layer ${layer.id} has no part for ${sensitivity} data`);
  return part;
}

/** The words of a choice field a reader with this clearance may know of. */
export function readableWords(field: Field, layer: Layer, clearance: Clearance): string[] {
  return Object.entries(field.vocabulary ?? {})
    .filter(([, term]) => clears(clearance, term.sensitivity ?? layer.sensitivity))
    .map(([word]) => word);
}

function raisingField(layer: Layer) {
  for (const [key, field] of Object.entries(layer.fields)) {
    const { vocabulary } = field;
    if (vocabulary && Object.values(vocabulary).some((term) => term.sensitivity)) return { key, vocabulary };
  }
  return undefined;
}
