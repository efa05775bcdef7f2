import type { GeometryType } from '@phen-dau/geodata';

/** What the rows of a table are to a layer: corners of a line or an area; undefined where each row is a feature. */
export function tableShape(geometry: GeometryType | undefined): 'line' | 'area' | undefined {
  if (geometry === 'MultiLineString') return 'line';
  return geometry === 'MultiPolygon' ? 'area' : undefined;
}
