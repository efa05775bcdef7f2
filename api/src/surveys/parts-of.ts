import type { LayerGeometry } from '@phen-dau/geodata';

interface Shaped {
  readonly geometry: LayerGeometry;
}

/** The lines of a feature; none where it is something else. */
export const linesOf = ({ geometry }: Shaped) => (geometry.type === 'MultiLineString' ? geometry.coordinates : []);

/** The polygons of a feature, each a list of rings; none where it is something else. */
export const polygonsOf = ({ geometry }: Shaped) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : []);
