import type { Geometry, Position } from 'geojson';
import type { OutputFeature } from './csv.ts';

/** Nine decimals are a tenth of a millimetre: enough to give back what any survey put in, without double noise. */
const decimals = 1e9;

/** One feature as GeoJSON text on one line (RFC 7946); a file is `geojsonOpening`, features with `,` between, `geojsonClosing`. */
export function geojsonFeature({ id, geometry, properties, validFrom, validTo }: OutputFeature): string {
  const dated = { ...properties, ...(validFrom !== undefined && { valid_from: validFrom, valid_to: validTo ?? null }) };
  return JSON.stringify({ type: 'Feature', id, geometry: rounded(geometry), properties: dated });
}

export const geojsonOpening = '{"type":"FeatureCollection","features":[\n';
export const geojsonClosing = '\n]}\n';

function rounded(geometry: Geometry): Geometry {
  if (geometry.type === 'GeometryCollection') return { ...geometry, geometries: geometry.geometries.map(rounded) };
  return { ...geometry, coordinates: roundedList(geometry.coordinates) } as Geometry;
}

type Nested = number | Position | Nested[];
function roundedList(value: Nested[]): Nested[] {
  return value.map((inner) =>
    typeof inner === 'number' ? Math.round(inner * decimals) / decimals : roundedList(inner as Nested[]),
  );
}
