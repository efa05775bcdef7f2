import { type Positions, preparePositions, separationMetres } from './positions.ts';
import { type Runs, splitIntoRuns } from './runs.ts';

/** A line as the register stores it: one or more parts of `[longitude, latitude]` in degrees, WGS 84; heights are ignored. */
export type LineParts = readonly (readonly (readonly number[])[])[];

/** Lines without their measures: what a WKB reader or a worker message carries. */
export interface PackedLines {
  readonly lineCount: number;
  /** Line `i` owns vertices `lineStarts[i]` to `lineStarts[i + 1]`. */
  readonly lineStarts: Uint32Array;
  /** `[longitude, latitude, …]`, degrees, WGS 84. */
  readonly degrees: Float64Array;
  /** 1 where a segment starts at the vertex, 0 at the last vertex of a part. */
  readonly startsSegment: Uint8Array;
}

/**
 * Lines packed for measuring. Chainage runs on through the parts of a line: the jump between two parts has no length and is
 * never covered nor a gap. Coordinates must be finite; a line with one that is not has length NaN and covers nothing.
 */
export interface LineNetwork extends PackedLines {
  readonly positions: Positions;
  /** Chainage of each vertex, metres on the ellipsoid from the start of its line. */
  readonly chainage: Float64Array;
  readonly lengthMetres: Float64Array;
  readonly runs: Runs;
}

/** Packs and measures lines; a part with fewer than two vertices and a line without parts have length 0 and no segment. */
export function prepareLines(lines: readonly LineParts[]): LineNetwork {
  return measureLines(packLines(lines));
}

/** Packs lines into one list of vertices, in degrees; the last vertex of each part starts no segment. */
export function packLines(lines: readonly LineParts[]): PackedLines {
  let vertexCount = 0;
  for (const parts of lines) for (const part of parts) vertexCount += part.length;
  const degrees = new Float64Array(2 * vertexCount);
  const lineStarts = new Uint32Array(lines.length + 1);
  const startsSegment = new Uint8Array(vertexCount);
  let vertex = 0;
  for (let line = 0; line < lines.length; line++) {
    for (const part of lines[line] as LineParts) {
      const last = part.length - 1;
      for (let index = 0; index <= last; index++) {
        const position = part[index] as readonly number[];
        degrees[2 * vertex] = position[0] as number;
        degrees[2 * vertex + 1] = position[1] as number;
        startsSegment[vertex++] = index < last ? 1 : 0;
      }
    }
    lineStarts[line + 1] = vertex;
  }
  return { lineCount: lines.length, lineStarts, degrees, startsSegment };
}

/** Measures packed lines; the arrays given are kept, not copied. */
export function measureLines(packed: PackedLines): LineNetwork {
  const { lineCount, lineStarts, startsSegment } = packed;
  const positions = preparePositions(packed.degrees);
  const { values } = positions;
  const chainage = new Float64Array(positions.count);
  const lengthMetres = new Float64Array(lineCount);
  for (let line = 0; line < lineCount; line++) {
    let metres = 0;
    const end = lineStarts[line + 1] as number;
    for (let vertex = lineStarts[line] as number; vertex < end; vertex++) {
      chainage[vertex] = metres;
      if (startsSegment[vertex] === 1) metres += separationMetres(values, vertex, values, vertex + 1);
    }
    lengthMetres[line] = metres;
  }
  return { ...packed, positions, chainage, lengthMetres, runs: splitIntoRuns(packed, values, chainage) };
}

/** A line in the network it was packed in. */
export interface NetworkLine {
  readonly network: LineNetwork;
  readonly line: number;
}

/** The lines of a network, each by itself. */
export function linesIn(network: LineNetwork): NetworkLine[] {
  return Array.from({ length: network.lineCount }, (_, line) => ({ network, line }));
}
