import { geometryAreaSquareMetres } from '../geodesic.ts';
import type { Layer } from '../layer.ts';
import { partsLengthMetres } from '../measure/parts-length.ts';
import type { LayerGeometry } from './geometry-shape.ts';

/** Adds the ellipsoidal length and area to attributes that lack them, where the layer has such fields. */
export function addDerivedProperties(layer: Layer, geometry: LayerGeometry, properties: Record<string, unknown>): void {
  if ('length_metres' in layer.fields && properties.length_metres === null && geometry.type === 'MultiLineString') {
    properties.length_metres = Math.round(partsLengthMetres(geometry.coordinates) * 100) / 100;
  }
  if ('area_hectares' in layer.fields && properties.area_hectares === null && geometry.type === 'MultiPolygon') {
    properties.area_hectares = Math.round(geometryAreaSquareMetres(geometry) / 100) / 100;
  }
}
