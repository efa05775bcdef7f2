import { type Clearance, isMeasureOf, type Layer, type LayerGeometry } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { updateFeature } from './feature-changes.ts';
import type { Choices, FeatureChange, FeatureRow, FieldConflict, GeometryInput } from './feature-types.ts';
import { asStated, featureHistory } from './history.ts';

/** `written`: with the state it was written over, null where there was nothing left to write. */
export type MergeOutcome =
  | { readonly outcome: 'written'; readonly row: FeatureRow; readonly over: FeatureRow | null }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'conflict'; readonly row: FeatureRow; readonly fields: readonly FieldConflict[] };

/**
 * Changes a feature starting from `version`. When somebody was faster, what the change really changes joins the newer state,
 * value by value, against the state both started from; a value that both changed differently is a conflict, and then nothing
 * is written, unless `choicesAbout` the newer state say which of the two stands.
 */
export async function mergeFeature(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
  version: number,
  change: FeatureChange,
  choicesAbout: (current: FeatureRow) => Choices = () => ({}),
): Promise<MergeOutcome> {
  const first = await updateFeature(transaction, layer, clearance, id, version, change);
  if (first.outcome === 'written') return { ...first, over: first.before ?? null };
  if (first.outcome === 'missing') return first;
  const states = await featureHistory(transaction, layer, clearance, id);
  const base = asStated(states, version);
  let current: FeatureRow = first.row;
  for (;;) {
    if (!base) return { outcome: 'conflict', row: current, fields: [] };
    const { left, fields } = joined(base, change, current, choicesAbout(current));
    if (fields.length > 0) return { outcome: 'conflict', row: current, fields };
    if (Object.keys(left).length === 0) return { outcome: 'written', row: current, over: null };
    const result = await updateFeature(transaction, layer, clearance, id, current.version, left);
    if (result.outcome === 'written') return { ...result, over: current };
    if (result.outcome === 'missing') return result;
    current = result.row;
  }
}

/** What is left of a change to be written over the current state, and the values on which two people disagree. */
function joined(base: FeatureRow, change: FeatureChange, current: FeatureRow, choices: Choices) {
  const [before, now] = [valuesOf(base), valuesOf(current)];
  const fields: FieldConflict[] = [];
  const isLeft = (field: string, wanted: unknown): boolean => {
    const [was, is] = [before[field] ?? null, now[field] ?? null];
    if (same(wanted, was) || same(wanted, is)) return false;
    if (same(was, is)) return true;
    const choice = choices[field];
    if (choice) return choice === 'take';
    fields.push({ field, before: was, wanted, current: is });
    return false;
  };
  const { geometry, validFrom, validTo } = change;
  const isShapeLeft = geometry !== undefined && isLeft('geometry', geometry);
  /** A length measured on both sides goes with the shape, and where that is in question it is no question of its own. */
  const cameWithShape = (field: string, wanted: unknown): boolean =>
    geometry !== undefined &&
    isMeasureOf(geometry as LayerGeometry, field, wanted) &&
    isMeasureOf(now.geometry as LayerGeometry, field, now[field]);
  const properties = Object.entries(change.properties ?? {}).filter(([key, value]) =>
    cameWithShape(key, value) ? isShapeLeft : isLeft(key, value ?? null),
  );
  const left: FeatureChange = {
    ...(isShapeLeft && { geometry }),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(validFrom !== undefined && isLeft('valid_from', validFrom) && { validFrom }),
    ...(validTo !== undefined && isLeft('valid_to', validTo) && { validTo }),
  };
  return { left, fields };
}

const valuesOf = ({ properties, geometry, validFrom, validTo }: FeatureRow): Record<string, unknown> => ({
  ...properties,
  geometry: JSON.parse(geometry),
  valid_from: validFrom,
  valid_to: validTo,
});

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** To nine decimals of a degree, as geometries are read from the register. */
const canonical = (value: unknown): string =>
  isGeometry(value)
    ? shapeText(value)
    : JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? Buffer.from(each).toString('hex') : each));

const isGeometry = (value: unknown): value is GeometryInput & { coordinates: unknown } =>
  typeof value === 'object' && value !== null && 'coordinates' in value;

/** The same text for the same shape, however many decimals its source has. */
export const shapeText = ({ coordinates }: { readonly coordinates: unknown }): string =>
  JSON.stringify(coordinates, (_, each) => (typeof each === 'number' ? Math.round(each * 1e9) / 1e9 : each));
