import type { LineString, MultiLineString, Position } from 'geojson';
import { degreesPerRadian, latitudeStep } from './ellipsoid.ts';
import { touchingMetres } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';
import { positionStride, setPosition } from './positions.ts';

/**
 * The geometry of a line between two chainages (clipped to the line), several parts as a MultiLineString. Vertices of the
 * line come back unchanged; null when nothing with a length is left.
 */
export function sliceLine(
  network: LineNetwork,
  line: number,
  fromMetres: number,
  toMetres: number,
): LineString | MultiLineString | null {
  const { chainage, startsSegment, lineStarts } = network;
  const from = Math.max(0, fromMetres);
  const to = Math.min(network.lengthMetres[line] as number, toMetres);
  const parts: Position[][] = [];
  let part: Position[] | null = null;
  const end = lineStarts[line + 1] as number;
  for (let vertex = lineStarts[line] as number; vertex < end && to > from; vertex++) {
    if (startsSegment[vertex] === 0) {
      part = null;
      continue;
    }
    const start = chainage[vertex] as number;
    const finish = chainage[vertex + 1] as number;
    // A sliver at either end is rounding; it would be a part of its own where the line falls into parts.
    if (finish <= from + touchingMetres || start >= to - touchingMetres || finish === start) continue;
    if (!part) {
      part = [start >= from ? vertexPosition(network, vertex) : positionOnSegment(network, vertex, from)];
      parts.push(part);
    }
    part.push(finish <= to ? vertexPosition(network, vertex + 1) : positionOnSegment(network, vertex, to));
  }
  const [first, ...others] = parts;
  if (!first) return null;
  return others.length === 0
    ? { type: 'LineString', coordinates: first }
    : { type: 'MultiLineString', coordinates: parts };
}

/** The place at a chainage, clipped to the line: `[longitude, latitude]`; null for a line without a vertex. */
export function positionAt(network: LineNetwork, line: number, metres: number): [number, number] | null {
  const { chainage, startsSegment, lineStarts } = network;
  const end = lineStarts[line + 1] as number;
  let last = -1;
  for (let vertex = lineStarts[line] as number; vertex < end; vertex++) {
    last = vertex;
    if ((chainage[vertex] as number) >= metres) return vertexPosition(network, vertex);
    if (startsSegment[vertex] === 1 && (chainage[vertex + 1] as number) > metres) {
      return positionOnSegment(network, vertex, metres);
    }
  }
  return last < 0 ? null : vertexPosition(network, last);
}

const guess = new Float64Array(positionStride);

/**
 * The place on the segment that starts at `vertex`, at a chainage inside it. Longitude and latitude between the ends are a
 * first guess, which lies beside the straight line by the bulge of the parallel (3 cm on 2 km); two corrections in the
 * local frame bring it to a nanometre.
 */
export function positionOnSegment(network: LineNetwork, vertex: number, metres: number): [number, number] {
  const { degrees, chainage, positions } = network;
  const { values } = positions;
  const start = chainage[vertex] as number;
  const share = (metres - start) / ((chainage[vertex + 1] as number) - start);
  const a = positionStride * vertex;
  const b = a + positionStride;
  const Δλ = (values[b] as number) - (values[a] as number);
  const x = share * (values[b + 2] as number) * Δλ;
  const y = share * ((values[b + 1] as number) - (values[a + 1] as number) + (values[b + 3] as number) * Δλ * Δλ);
  const west = degrees[2 * vertex] as number;
  const south = degrees[2 * vertex + 1] as number;
  let longitude = west + share * ((degrees[2 * vertex + 2] as number) - west);
  let latitude = south + share * ((degrees[2 * vertex + 3] as number) - south);
  for (let step = 0; step < 2; step++) {
    setPosition(guess, 0, longitude, latitude);
    const away = (guess[0] as number) - (values[a] as number);
    const guessX = (guess[2] as number) * away;
    const guessY = (guess[1] as number) - (values[a + 1] as number) + (guess[3] as number) * away * away;
    longitude += ((x - guessX) / (guess[2] as number)) * degreesPerRadian;
    latitude += latitudeStep(y - guessY, latitude);
  }
  return [longitude, latitude];
}

function vertexPosition({ degrees }: LineNetwork, vertex: number): [number, number] {
  return [degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number];
}
