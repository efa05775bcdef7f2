import { geometryAreaSquareMetres } from '../geodesic.ts';
import type { Layer } from '../layer.ts';
import { partsLengthMetres } from '../measure/parts-length.ts';
import type { LayerGeometry } from './geometry-shape.ts';

const twoDecimals = (value: number) => Math.round(value * 100) / 100;

/** Attributes that the geometry gives where nobody states them, on the ellipsoid; null for a geometry without that measure. */
const measures = {
  length_metres: (geometry: LayerGeometry) =>
    geometry.type === 'MultiLineString' ? twoDecimals(partsLengthMetres(geometry.coordinates)) : null,
  area_hectares: (geometry: LayerGeometry) =>
    geometry.type === 'MultiPolygon' ? twoDecimals(geometryAreaSquareMetres(geometry) / 10_000) : null,
} as const;

const derivedFields = Object.keys(measures) as (keyof typeof measures)[];

/** Whether an attribute is computed from the geometry where nobody states it. */
export const isDerived = (field: string): field is keyof typeof measures => Object.hasOwn(measures, field);

/** The attributes of a layer that its geometry gives. */
export const derivedFieldsOf = (layer: Layer): string[] => derivedFields.filter((field) => field in layer.fields);

/** Adds the ellipsoidal length and area to attributes that lack them, where the layer has such fields. */
export function addDerivedProperties(layer: Layer, geometry: LayerGeometry, properties: Record<string, unknown>): void {
  for (const field of derivedFields) {
    if (!(field in layer.fields) || properties[field] !== null) continue;
    const value = measures[field](geometry);
    if (value !== null) properties[field] = value;
  }
}

/** Rounding, of the value and of a stored geometry's degrees, in the unit of the field. */
const roundingOf = (value: number) => 0.02 + Math.abs(value) * 1e-6;

/** Whether a value is what this geometry measures, so that nobody need have stated it. */
export function isMeasureOf(geometry: LayerGeometry, field: string, value: unknown): boolean {
  const measured = isDerived(field) ? measures[field](geometry) : null;
  return measured !== null && typeof value === 'number' && Math.abs(value - measured) <= roundingOf(measured);
}
