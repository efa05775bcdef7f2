import { type Positions, preparePositions } from './positions.ts';

/** A line as the register stores it: one or more parts of `[longitude, latitude]` in degrees, WGS 84. */
export type LineParts = readonly (readonly (readonly number[])[])[];

/**
 * Lines packed for measuring. Vertex `v` of a part belongs to the segment `v` that starts there; the last vertex of a part
 * starts none, so its segment has length 0. Chainage runs on through the parts of a line: the jump between two parts has
 * no length and is never covered nor a gap.
 */
export interface LineNetwork {
  readonly lineCount: number;
  /** Line `i` owns vertices `lineStarts[i]` to `lineStarts[i + 1]`. */
  readonly lineStarts: Uint32Array;
  readonly degrees: Float64Array;
  readonly positions: Positions;
  /** Chainage of each vertex, metres from the start of its line. */
  readonly chainage: Float64Array;
  /** 1 where a segment starts at the vertex, 0 at the last vertex of a part. */
  readonly startsSegment: Uint8Array;
  readonly lengthMetres: Float64Array;
}

/** Packs lines; a part with fewer than two vertices and a line without parts have length 0 and no segment. */
export function prepareLines(lines: readonly LineParts[]): LineNetwork {
  let vertexCount = 0;
  for (const parts of lines) for (const part of parts) vertexCount += part.length;
  const degrees = new Float64Array(2 * vertexCount);
  const lineStarts = new Uint32Array(lines.length + 1);
  const startsSegment = new Uint8Array(vertexCount);
  let vertex = 0;
  lines.forEach((parts, line) => {
    for (const part of parts) {
      part.forEach(([longitude, latitude], index) => {
        degrees[2 * vertex] = longitude as number;
        degrees[2 * vertex + 1] = latitude as number;
        startsSegment[vertex] = index < part.length - 1 ? 1 : 0;
        vertex++;
      });
    }
    lineStarts[line + 1] = vertex;
  });
  return measureLines(lines.length, lineStarts, degrees, startsSegment);
}

function measureLines(
  lineCount: number,
  lineStarts: Uint32Array,
  degrees: Float64Array,
  startsSegment: Uint8Array,
): LineNetwork {
  const positions = preparePositions(degrees);
  const chainage = new Float64Array(positions.count);
  const lengthMetres = new Float64Array(lineCount);
  for (let line = 0; line < lineCount; line++) {
    let metres = 0;
    const end = lineStarts[line + 1] as number;
    for (let vertex = lineStarts[line] as number; vertex < end; vertex++) {
      chainage[vertex] = metres;
      if (startsSegment[vertex] === 1) metres += separationMetres(positions, vertex, positions, vertex + 1);
    }
    lengthMetres[line] = metres;
  }
  return { lineCount, lineStarts, degrees, positions, chainage, startsSegment, lengthMetres };
}

/**
 * Distance between two prepared positions, metres on the ellipsoid. The frame is centred between them, which makes its
 * error of third order vanish by symmetry: measured against GeographicLib below 0.01 mm up to 2 km, 1 mm at 10 km.
 */
export function separationMetres(a: Positions, i: number, b: Positions, j: number): number {
  const half = 0.5 * ((b.longitude[j] as number) - (a.longitude[i] as number));
  const square = half * half;
  const x = half * ((a.parallel[i] as number) + (b.parallel[j] as number));
  const y = (b.arc[j] as number) - (a.arc[i] as number) + square * ((b.bend[j] as number) - (a.bend[i] as number));
  return Math.sqrt(x * x + y * y);
}
