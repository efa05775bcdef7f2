import type { LayerGeometry } from '@phen-dau/geodata';
import {
  type Clearance,
  changedPropertiesSchema,
  dayText,
  type GeometryType,
  geometryLengthMetres,
  type Layer,
  propertiesSchema,
  say,
} from '@phen-dau/geodata';
import { z } from 'zod';
import { issuesOfZod, pointerOf, type RequestIssue, unacceptable } from '../problem.ts';
import type { FeatureChange, NewFeature } from '../queries/features.ts';
import { visibleLayer } from '../visible-layer.ts';

/** A feature from a body: always with GeoJSON, of the layer's own type. */
type ReceivedFeature = NewFeature & { readonly geometry: LayerGeometry };
export type ReceivedChange = FeatureChange & { readonly geometry?: LayerGeometry };

/** The most features one request may bring; more is an import. */
export const mostFeatures = 10_000;
const mostVertices = 100_000;

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
/** A height is taken and dropped: the register is flat. */
const position = z
  .tuple([longitude, latitude])
  .rest(z.number())
  .transform(([x, y]): [number, number] => [x, y]);
const line = z.array(position).min(2).max(mostVertices);
const ring = z
  .array(position)
  .min(4)
  .max(mostVertices)
  .refine((positions) => String(positions[0]) === String(positions.at(-1)), 'The ring must end where it begins');
const polygon = z.array(ring).min(1).max(1000);

/** Single lines and areas are promoted, as a reader of files does it. */
const geometries = {
  Point: z.strictObject({ type: z.literal('Point'), coordinates: position }),
  MultiLineString: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('MultiLineString'), coordinates: z.array(line).min(1).max(1000) }),
    z
      .strictObject({ type: z.literal('LineString'), coordinates: line })
      .transform(({ coordinates }) => ({ type: 'MultiLineString' as const, coordinates: [coordinates] })),
  ]),
  MultiPolygon: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1).max(1000) }),
    z
      .strictObject({ type: z.literal('Polygon'), coordinates: polygon })
      .transform(({ coordinates }) => ({ type: 'MultiPolygon' as const, coordinates: [coordinates] })),
  ]),
} satisfies Record<GeometryType, z.ZodType>;

/** What a Feature holds besides geometry and attributes: when its state is true. The rest of what the server itself adds
 * (`version`, `updated_at`, `tileId`, links) may come back unread, so that an answer can be sent back changed. */
const validity = { valid_from: dayText.optional(), valid_to: dayText.nullable().optional() };
const served = {
  tileId: z.unknown().optional(),
  links: z.unknown().optional(),
  bbox: z.unknown().optional(),
  numberMatched: z.unknown().optional(),
  numberReturned: z.unknown().optional(),
};

function split(properties: Readonly<Record<string, unknown>>) {
  const { valid_from, valid_to, version: _version, updated_at: _updatedAt, ...attributes } = properties;
  return { attributes, dates: { valid_from, valid_to } };
}

/** The attributes with the ellipsoidal length of a new line where the caller gives none: a length left over from another
 * line would be counted on for years. Areas stay as stated, because a decision may state them. */
function withLength(attributes: Readonly<Record<string, unknown>>, layer: Layer, geometry: LayerGeometry) {
  const isMeasured = 'length_metres' in layer.fields && (attributes.length_metres ?? null) === null;
  if (!isMeasured || geometry.type !== 'MultiLineString') return attributes;
  return { ...attributes, length_metres: Math.round(geometryLengthMetres(geometry) * 100) / 100 };
}

/** Reads the body of a POST or PUT: one Feature or a collection of them. Throws what is wrong with it, feature by feature. */
export function readNewFeatures(body: unknown, layer: Layer, clearance: Clearance): ReceivedFeature[] {
  const collection = z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
  const many = collection.safeParse(body);
  if (!many.success) return [readFeature(body, layer, clearance)];
  const { features } = many.data;
  const path = [{ code: 'features-count', severity: 'error', pointer: '/features', message: manyWords } as const];
  if (features.length < 1 || features.length > mostFeatures) throw unacceptable(path);
  const issues: RequestIssue[] = [];
  const read = features.flatMap((feature, index) => {
    const result = parseFeature(feature, layer, clearance);
    if ('feature' in result) return [result.feature];
    // A file with a fault in every line must not be answered with a longer one.
    if (issues.length < 100) issues.push(...inFeature(result.issues, index));
    return [];
  });
  if (issues.length > 0) throw unacceptable(issues);
  return read;
}
const manyWords = say(`Cần 1 đến ${mostFeatures} đối tượng`, `1 to ${mostFeatures} features`);

const inFeature = (issues: readonly RequestIssue[], index: number) =>
  issues.map((issue) => ({ ...issue, feature: index, pointer: `/features/${index}${issue.pointer ?? ''}` }));

function readFeature(body: unknown, layer: Layer, clearance: Clearance): ReceivedFeature {
  const result = parseFeature(body, layer, clearance);
  if ('feature' in result) return result.feature;
  throw unacceptable(result.issues);
}

type Parsed = { readonly feature: ReceivedFeature } | { readonly issues: RequestIssue[] };

function parseFeature(body: unknown, layer: Layer, clearance: Clearance): Parsed {
  const shape = z.strictObject({
    type: z.literal('Feature'),
    id: z.uuid().toLowerCase().optional(),
    geometry: geometries[layer.geometry],
    properties: z.record(z.string(), z.unknown()),
    ...served,
  });
  const outer = shape.safeParse(body);
  if (!outer.success) return { issues: issuesOfZod(outer.error, 'body') };
  const { attributes, dates } = split(outer.data.properties);
  const measured = withLength(attributes, layer, outer.data.geometry);
  const properties = propertiesSchema(visibleLayer(layer, clearance)).safeParse(measured);
  const when = z.strictObject(validity).safeParse(dates);
  const issues = [properties, when].flatMap((part) => (part.success ? [] : inProperties(part.error)));
  if (!properties.success || !when.success) return { issues };
  const { id, geometry } = outer.data;
  return { feature: { ...(id && { id }), geometry, properties: properties.data, ...datesOf(when.data) } };
}

/** Reads a merge patch (RFC 7396) of a Feature: only what is named changes, null empties an attribute. */
export function readChange(body: unknown, layer: Layer, clearance: Clearance): ReceivedChange {
  const shape = z.strictObject({
    type: z.literal('Feature').optional(),
    id: z.unknown().optional(),
    geometry: geometries[layer.geometry].optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
    ...served,
  });
  const outer = shape.safeParse(body);
  if (!outer.success) throw unacceptable(issuesOfZod(outer.error, 'body'));
  const { attributes, dates } = split(outer.data.properties ?? {});
  const measured = outer.data.geometry ? withLength(attributes, layer, outer.data.geometry) : attributes;
  const properties = changedPropertiesSchema(visibleLayer(layer, clearance)).safeParse(measured);
  const when = z.strictObject(validity).safeParse(dates);
  const issues = [properties, when].flatMap((part) => (part.success ? [] : inProperties(part.error)));
  if (!properties.success || !when.success) throw unacceptable(issues);
  const { geometry } = outer.data;
  const change = { ...(geometry && { geometry }), ...datesOf(when.data) };
  const named = Object.keys(properties.data).length > 0 ? { ...change, properties: properties.data } : change;
  if (Object.keys(named).length > 0) return named;
  throw unacceptable([{ code: 'nothing-changed', severity: 'error', pointer: '', message: nothingWords }]);
}
const nothingWords = say('Không có thay đổi nào', 'Nothing is changed');

const inProperties = (error: z.ZodError) =>
  issuesOfZod(error, 'body').map((issue) => ({
    ...issue,
    pointer: `${pointerOf(['properties'])}${issue.pointer ?? ''}`,
  }));

const datesOf = (dates: { valid_from?: string | undefined; valid_to?: string | null | undefined }) => ({
  ...(dates.valid_from !== undefined && { validFrom: dates.valid_from }),
  ...(dates.valid_to !== undefined && { validTo: dates.valid_to }),
});
