import type { NetworkLine, PackedLines } from './line-network.ts';
import { positionStride } from './positions.ts';

/**
 * Lines cut into short runs of consecutive segments. A run shares one local frame (its first vertex) and one look-up for
 * what is near, which costs a tenth of asking for each segment; it is also the unit of the spatial index.
 */
export interface Runs {
  readonly count: number;
  /** A run's segments start at the vertices `first[r]` to `last[r] - 1`; its last vertex is `last[r]`. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /** Line `i` owns runs `lineRuns[i]` to `lineRuns[i + 1]`. */
  readonly lineRuns: Uint32Array;
  /**
   * Runs in the order of where their lines lie, so that one line after another asks for the same memory (1.5 times faster at
   * 50,000 runs): run `r` stands at place `places[r]`, run `runAt[p]` of line `lineAt[p]` at place `p`, the runs of a line one
   * after another. What follows is by place.
   */
  readonly places: Uint32Array;
  readonly runAt: Uint32Array;
  readonly lineAt: Uint32Array;
  /** Box (west, south, east, north: longitude in radians, meridian arc in metres), then the prepared first vertex. */
  readonly frames: Float64Array;
  /** x and y in the run's frame and chainage of its vertices, from `vertexStarts[p]` on; metres. */
  readonly vertices: Float64Array;
  readonly vertexStarts: Uint32Array;
  /** Of the longest segment of a run, metres. */
  readonly longest: Float64Array;
}

/** Numbers of one run in `Runs.frames`, and of one vertex in `Runs.vertices`. */
export const frameStride = 8;
export const vertexStride = 3;

/**
 * Longest run; at most 30, for sets of its vertices are kept in 32 bits. Measured on roads of 18 segments: 6 costs a tenth more
 * processor time, 18 and 28 a quarter.
 */
export const mostSegments = 12;
/** A run wider than this is cut, unless it is one segment: the frame's error grows with the cube of the distance. Metres. */
const widestMetres = 400;

/** Cuts packed lines into runs short and narrow enough for a flat frame each; `values` and `chainage` as of their vertices. */
export function splitIntoRuns(
  { lineCount, lineStarts, startsSegment }: PackedLines,
  values: Float64Array,
  chainage: Float64Array,
): Runs {
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
  for (let owner = 0; owner < lineCount; owner++) {
    line.fill(owner, lineRuns[owner] as number, lineRuns[owner + 1] as number);
  }
  const runAt = orderBySite(values, lineStarts, lineRuns, count);
  const places = new Uint32Array(count);
  const frames = new Float64Array(frameStride * count);
  const vertexStarts = new Uint32Array(count + 1);
  for (let place = 0; place < count; place++) {
    const run = runAt[place] as number;
    places[run] = place;
    vertexStarts[place + 1] = (vertexStarts[place] as number) + (last[run] as number) - (first[run] as number) + 1;
  }
  const vertices = new Float64Array(vertexStride * (vertexStarts[count] as number));
  const longest = new Float64Array(count);
  // In the order of the vertices: what is read comes in one stream, and what is written need not be waited for.
  for (let run = 0; run < count; run++) {
    const place = places[run] as number;
    const start = first[run] as number;
    const finish = last[run] as number;
    setFrame(frames, place, values, start, finish);
    const target = vertexStride * (vertexStarts[place] as number);
    longest[place] = writeVertices(vertices, target, values, chainage, start, finish);
  }
  return {
    count,
    first: first.slice(0, count),
    last: last.slice(0, count),
    lineRuns,
    places,
    runAt,
    lineAt: runAt.map((run) => line[run] as number),
    frames,
    vertices,
    vertexStarts,
    longest,
  };
}

/**
 * Writes the vertices of a run in its frame, from `target` on, and says how long its longest segment is, metres. A function of its
 * own, because it is compiled after some runs; a loop is only after some networks.
 */
function writeVertices(
  vertices: Float64Array,
  target: number,
  values: Float64Array,
  chainage: Float64Array,
  first: number,
  last: number,
): number {
  const λ = values[positionStride * first] as number;
  const s = values[positionStride * first + 1] as number;
  let before = chainage[first] as number;
  let longest = 0;
  for (let vertex = first, at = target; vertex <= last; vertex++, at += vertexStride) {
    const from = positionStride * vertex;
    const Δλ = (values[from] as number) - λ;
    const metres = chainage[vertex] as number;
    vertices[at] = (values[from + 2] as number) * Δλ;
    vertices[at + 1] = (values[from + 1] as number) - s + (values[from + 3] as number) * Δλ * Δλ;
    vertices[at + 2] = metres;
    if (metres - before > longest) longest = metres - before;
    before = metres;
  }
  return longest;
}

/**
 * Runs line by line, lines by the strip of 500 m their first vertex lies in, along it: points in rows of cells are then read from
 * west to east, as memory is fetched ahead. Squares in the order of their Morton numbers were no quicker at 50,000 runs.
 */
function orderBySite(values: Float64Array, lineStarts: Uint32Array, lineRuns: Uint32Array, count: number): Uint32Array {
  const lineCount = lineRuns.length - 1;
  const keys = new Float64Array(lineCount);
  for (let line = 0; line < lineCount; line++) {
    const vertex = positionStride * (lineStarts[line] as number);
    const column = (((values[vertex] as number) * 6_378_137) / 500) & 0xffff;
    const strip = ((values[vertex + 1] as number) / 500) & 0xffff;
    // 2 x 16 bits of place above 21 bits of line: what a number holds exactly.
    keys[line] = (strip * 0x10000 + column) * 0x200000 + line;
  }
  if (lineCount <= 0x200000) keys.sort();
  const runAt = new Uint32Array(count);
  let place = 0;
  for (let site = 0; site < lineCount; site++) {
    const line = lineCount <= 0x200000 ? (keys[site] as number) % 0x200000 : site;
    const end = lineRuns[line + 1] as number;
    for (let run = lineRuns[line] as number; run < end; run++) runAt[place++] = run;
  }
  return runAt;
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
    const longitude = values[positionStride * (end + 1)] as number;
    const arc = values[positionStride * (end + 1) + 1] as number;
    if (longitude < west) west = longitude;
    if (longitude > east) east = longitude;
    if (arc < south) south = arc;
    if (arc > north) north = arc;
    const tooWide = (east - west) * parallel > widestMetres || north - south > widestMetres;
    if (tooWide && end > vertex) break;
    end++;
    if (tooWide) break;
  }
  return end;
}

/** Writes the box and the first of some prepared positions, `first` to `last`, as the frame at a place. */
export function setFrame(frames: Float64Array, place: number, values: Float64Array, first: number, last: number): void {
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
  const frame = frameStride * place;
  frames[frame] = west;
  frames[frame + 1] = south - bulge;
  frames[frame + 2] = east;
  frames[frame + 3] = north + bulge;
  for (let part = 0; part < positionStride; part++) {
    frames[frame + 4 + part] = values[positionStride * first + part] as number;
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2 + 16);
  bigger.set(array);
  return bigger;
}

/**
 * The box that holds every position within `reachMetres` of the run at a place, reused by each call. The parallels shrink by
 * at most a metre a metre northward, and a circle of latitude bends away from a straight line by less than the bulge.
 */
export function boxAround({ frames }: Pick<Runs, 'frames'>, place: number, reachMetres: number): Float64Array {
  const frame = frameStride * place;
  const west = frames[frame] as number;
  const south = frames[frame + 1] as number;
  const east = frames[frame + 2] as number;
  const north = frames[frame + 3] as number;
  const leastParallel = (frames[frame + 6] as number) - (north - south) - reachMetres;
  const aside = leastParallel > 0 ? reachMetres / leastParallel : Number.POSITIVE_INFINITY;
  const width = east - west + 2 * aside;
  const bulge = Math.abs(frames[frame + 7] as number) * width * width;
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

/** One box that holds every position within `reachMetres` of a line; of a line without a segment nothing meets it. */
export function boxAroundLine({ network: { runs }, line }: NetworkLine, reachMetres: number): Float64Array {
  const whole = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);
  for (let run = runs.lineRuns[line] as number; run < (runs.lineRuns[line + 1] as number); run++) {
    const each = boxAround(runs, runs.places[run] as number, reachMetres);
    for (let side = 0; side < 4; side++) {
      const [now, other] = [whole[side] as number, each[side] as number];
      whole[side] = side < 2 ? Math.min(now, other) : Math.max(now, other);
    }
  }
  return whole;
}

/** A little more than so many metres: what a box is widened by, because a distance is measured in more than one frame. */
export const widened = (metres: number): number => metres * 1.01 + 1;

const box = new Float64Array(4);
