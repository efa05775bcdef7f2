import type { PackedLines } from './line-network.ts';
import { positionStride } from './positions.ts';

/**
 * Lines cut into short runs of consecutive segments. A run shares one local frame (its first vertex) and one look-up for
 * what is near, which costs a tenth of asking for each segment; it is also the unit of the spatial index.
 */
export interface Runs {
  readonly count: number;
  readonly line: Uint32Array;
  /** A run's segments start at the vertices `first[r]` to `last[r] - 1`; its last vertex is `last[r]`. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /** Line `i` owns runs `lineRuns[i]` to `lineRuns[i + 1]`. */
  readonly lineRuns: Uint32Array;
  /** West, south, east, north of each run: longitude in radians, meridian arc in metres. */
  readonly boxes: Float64Array;
}

/** Longest run. Measured on roads of 18 segments: 8 and 32 cost 15 % more. */
const mostSegments = 18;
/** A run wider than this is cut, unless it is one segment: the frame's error grows with the cube of the distance. Metres. */
const widestMetres = 400;

export function splitIntoRuns({ lineCount, lineStarts, startsSegment }: PackedLines, values: Float64Array): Runs {
  const room = startsSegment.length;
  let first = new Uint32Array(Math.ceil(room / 8) + lineCount + 1);
  let last = new Uint32Array(first.length);
  const lineRuns = new Uint32Array(lineCount + 1);
  let count = 0;
  for (let line = 0; line < lineCount; line++) {
    const end = lineStarts[line + 1] as number;
    let vertex = lineStarts[line] as number;
    while (vertex < end) {
      if (startsSegment[vertex] === 0) {
        vertex++;
        continue;
      }
      if (count === first.length) {
        first = grown(first);
        last = grown(last);
      }
      first[count] = vertex;
      vertex = runEnd(values, startsSegment, vertex);
      last[count++] = vertex;
    }
    lineRuns[line + 1] = count;
  }
  const line = new Uint32Array(count);
  const boxes = new Float64Array(4 * count);
  for (let owner = 0; owner < lineCount; owner++) {
    line.fill(owner, lineRuns[owner] as number, lineRuns[owner + 1] as number);
  }
  for (let run = 0; run < count; run++) setBox(boxes, run, values, first[run] as number, last[run] as number);
  return { count, line, first: first.slice(0, count), last: last.slice(0, count), lineRuns, boxes };
}

/** The last vertex of the run that starts at `vertex`. */
function runEnd(values: Float64Array, startsSegment: Uint8Array, vertex: number): number {
  const parallel = values[positionStride * vertex + 2] as number;
  let west = values[positionStride * vertex] as number;
  let east = west;
  let south = values[positionStride * vertex + 1] as number;
  let north = south;
  let end = vertex;
  while (startsSegment[end] === 1 && end - vertex < mostSegments) {
    const next = positionStride * (end + 1);
    west = Math.min(west, values[next] as number);
    east = Math.max(east, values[next] as number);
    south = Math.min(south, values[next + 1] as number);
    north = Math.max(north, values[next + 1] as number);
    const tooWide = (east - west) * parallel > widestMetres || north - south > widestMetres;
    if (tooWide && end > vertex) break;
    end++;
    if (tooWide) break;
  }
  return end;
}

function setBox(boxes: Float64Array, run: number, values: Float64Array, first: number, last: number): void {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let vertex = first; vertex <= last; vertex++) {
    const longitude = values[positionStride * vertex] as number;
    const arc = values[positionStride * vertex + 1] as number;
    if (longitude < west) west = longitude;
    if (longitude > east) east = longitude;
    if (arc < south) south = arc;
    if (arc > north) north = arc;
  }
  // A straight segment bulges past the latitudes of its ends, by less than this.
  const bulge = Math.abs(values[positionStride * first + 3] as number) * (east - west) ** 2;
  boxes[4 * run] = west;
  boxes[4 * run + 1] = south - bulge;
  boxes[4 * run + 2] = east;
  boxes[4 * run + 3] = north + bulge;
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2 + 16);
  bigger.set(array);
  return bigger;
}

/**
 * The box (as in `Runs.boxes`) that holds every position within `reachMetres` of a run, reused by each call. The parallels
 * shrink by at most a metre a metre northward, and a circle of latitude bends away from a straight line by less than the bulge.
 */
export function boxAround(
  { boxes, first }: Runs,
  run: number,
  values: Float64Array,
  reachMetres: number,
): Float64Array {
  const west = boxes[4 * run] as number;
  const south = boxes[4 * run + 1] as number;
  const east = boxes[4 * run + 2] as number;
  const north = boxes[4 * run + 3] as number;
  const vertex = positionStride * (first[run] as number);
  const leastParallel = (values[vertex + 2] as number) - (north - south) - reachMetres;
  const aside = leastParallel > 0 ? reachMetres / leastParallel : Number.POSITIVE_INFINITY;
  const width = east - west + 2 * aside;
  const bulge = Math.abs(values[vertex + 3] as number) * width * width;
  box[0] = west - aside;
  box[1] = south - reachMetres - bulge;
  box[2] = east + aside;
  box[3] = north + reachMetres + bulge;
  return box;
}

/** The box that holds every position within `reachMetres` of a prepared position, reused by each call. */
export function boxAroundPoint(values: Float64Array, index: number, reachMetres: number): Float64Array {
  const place = positionStride * index;
  const λ = values[place] as number;
  const s = values[place + 1] as number;
  const leastParallel = (values[place + 2] as number) - reachMetres;
  const aside = leastParallel > 0 ? reachMetres / leastParallel : Number.POSITIVE_INFINITY;
  const away = reachMetres + 4 * Math.abs(values[place + 3] as number) * aside * aside;
  box[0] = λ - aside;
  box[1] = s - away;
  box[2] = λ + aside;
  box[3] = s + away;
  return box;
}

const box = new Float64Array(4);
