import type { Geometry, Position } from 'geojson';
import { type GeometryBuffer, type GeometryFault, geometryKinds } from './geometry-buffer.ts';

/**
 * Reads one GeoJSON geometry (WGS 84, heights are passed over) into the buffer as a new feature. Returns what is wrong
 * with it, and then the buffer is as it was.
 */
export function readGeoJson(geometry: Geometry, buffer: GeometryBuffer): GeometryFault | undefined {
  switch (geometry.type) {
    case 'Point':
      return read(buffer, geometryKinds.point, () => pushPoints([geometry.coordinates], buffer));
    case 'MultiPoint':
      return read(buffer, geometryKinds.point, () => pushPoints(geometry.coordinates, buffer));
    case 'LineString':
      return read(buffer, geometryKinds.line, () => pushLine(geometry.coordinates, buffer));
    case 'MultiLineString':
      return read(buffer, geometryKinds.line, () => each(geometry.coordinates, (line) => pushLine(line, buffer)));
    case 'Polygon':
      return read(buffer, geometryKinds.polygon, () => pushPolygon(geometry.coordinates, buffer));
    case 'MultiPolygon':
      return read(buffer, geometryKinds.polygon, () => each(geometry.coordinates, (area) => pushPolygon(area, buffer)));
    default:
      return 'geometry-wrong-type';
  }
}

function read(
  buffer: GeometryBuffer,
  kind: (typeof geometryKinds)[keyof typeof geometryKinds],
  body: () => GeometryFault | undefined,
): GeometryFault | undefined {
  buffer.beginFeature(kind);
  buffer.beginPart();
  const fault = body();
  if (fault === undefined) return buffer.endFeature();
  buffer.abandonFeature();
  return fault;
}

function pushPoints(positions: readonly Position[], buffer: GeometryBuffer): GeometryFault | undefined {
  const fault = pushVertices(positions, buffer);
  if (fault === undefined) buffer.endPoints();
  return fault;
}

function pushLine(positions: readonly Position[], buffer: GeometryBuffer): GeometryFault | undefined {
  buffer.beginPart();
  const fault = pushVertices(positions, buffer);
  if (fault === undefined) buffer.endLine();
  return fault;
}

function pushPolygon(rings: readonly Position[][], buffer: GeometryBuffer): GeometryFault | undefined {
  return each(rings, (ring, index) => {
    buffer.beginPart();
    const fault = pushVertices(ring, buffer);
    if (fault === undefined) buffer.endRing({ hole: index > 0 });
    return fault;
  });
}

function pushVertices(positions: readonly Position[], buffer: GeometryBuffer): GeometryFault | undefined {
  return each(positions, (position) => {
    const [longitude, latitude] = position;
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return 'geometry-invalid';
    return buffer.pushVertex(longitude, latitude);
  });
}

/** Stops at the first fault. */
function each<Item>(
  items: readonly Item[],
  act: (item: Item, index: number) => GeometryFault | undefined,
): GeometryFault | undefined {
  if (!Array.isArray(items)) return 'geometry-invalid';
  for (let index = 0; index < items.length; index++) {
    const fault = act(items[index] as Item, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
