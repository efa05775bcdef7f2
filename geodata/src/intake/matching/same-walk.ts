import { LineIndex } from '../../measure/line-index.ts';
import { type LineNetwork, prepareLines } from '../../measure/line-network.ts';
import { nearestLine } from '../../measure/locate.ts';
import type { TrackPart } from '../cleaning/track-cut.ts';

/** What a walk is recognised by: small, plain JSON, kept with its survey. */
export interface WalkSummary {
  /** Milliseconds since 1970-01-01 UTC; null when the device noted none. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly metres: number;
  /** Places at equal distances along the walk, WGS 84, six decimals. */
  readonly places: readonly (readonly [longitude: number, latitude: number])[];
}

export interface WalkComparison {
  /** `same-walk`: the same recording, perhaps by way of another format. `same-way`: walked again. */
  readonly kind: 'same-walk' | 'same-way' | 'different';
  /** 0 to 1: the share of each lying on the other. */
  readonly similarity: number;
}

const placeCount = 128;

/** Null for a track without length. */
export function walkSummary(parts: readonly TrackPart[]): WalkSummary | null {
  const network = prepareLines([parts.map(({ positions }) => positions)]);
  const metres = network.lengthMetres[0] ?? 0;
  if (!(metres > 0)) return null;
  const last = network.chainage.length - 1;
  const places: [number, number][] = [];
  for (let step = 0, vertex = 0; step <= placeCount; step++) {
    const wanted = (metres * step) / placeCount;
    while (vertex < last && (network.chainage[vertex + 1] as number) <= wanted) vertex++;
    const [longitude, latitude] = placeBehind(network, vertex, wanted);
    places.push([rounded(longitude), rounded(latitude)]);
  }
  let startedAt = Number.POSITIVE_INFINITY;
  let endedAt = Number.NEGATIVE_INFINITY;
  for (const { fixes } of parts) {
    for (const time of fixes?.times ?? []) {
      if (time < startedAt) startedAt = time;
      if (time > endedAt) endedAt = time;
    }
  }
  const timed = startedAt <= endedAt;
  return { startedAt: timed ? startedAt : null, endedAt: timed ? endedAt : null, metres, places };
}

/** The place at a chainage on the segment behind a vertex; straight in degrees, which is enough to be recognised by. */
function placeBehind({ degrees, chainage, startsSegment }: LineNetwork, vertex: number, metres: number) {
  const [x, y] = [degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number];
  const length = (chainage[vertex + 1] ?? 0) - (chainage[vertex] as number);
  if (startsSegment[vertex] !== 1 || !(length > 0)) return [x, y] as const;
  const share = Math.min(1, Math.max(0, (metres - (chainage[vertex] as number)) / length));
  const [nextX, nextY] = [degrees[2 * vertex + 2] as number, degrees[2 * vertex + 3] as number];
  return [x + share * (nextX - x), y + share * (nextY - y)] as const;
}

/** Whether two walks are one. Times decide where both have them; a zone taken for UTC shifts both ends by whole hours. */
export function compareWalks(one: WalkSummary, other: WalkSummary): WalkComparison {
  const ratio = one.metres / other.metres;
  if (ratio > 1.5 || ratio < 0.67) return { kind: 'different', similarity: 0 };
  const similarity = Math.min(shareOn(one, other), shareOn(other, one));
  if (similarity < 0.9) return { kind: 'different', similarity };
  const isSame = timesAgree(one, other) ?? startsAlike(one, other);
  return { kind: isSame && similarity >= 0.95 ? 'same-walk' : 'same-way', similarity };
}

/** The share of the places of one walk that lie on the way of the other. */
function shareOn(walk: WalkSummary, way: WalkSummary): number {
  // Between two places the way bends by less than a tenth of their distance, mostly.
  const tolerance = 15 + (0.1 * way.metres) / placeCount;
  const index = new LineIndex(prepareLines([[way.places]]));
  const near = walk.places.filter((place) => nearestLine(index, place, tolerance) !== null).length;
  return near / walk.places.length;
}

const second = 1000;
const hour = 3_600_000;

/** Null when a walk has no times. */
function timesAgree(one: WalkSummary, other: WalkSummary): boolean | null {
  if (one.startedAt === null || other.startedAt === null || one.endedAt === null || other.endedAt === null) return null;
  const start = one.startedAt - other.startedAt;
  const end = one.endedAt - other.endedAt;
  const hours = Math.round(start / hour);
  return Math.abs(hours) <= 14 && Math.abs(start - hours * hour) < 120 * second && Math.abs(end - start) < 120 * second;
}

/** Without times: the same direction, to within a few places. */
function startsAlike({ places: one }: WalkSummary, { places: other }: WalkSummary): boolean {
  const apart = (a: number, b: number) => {
    const [ax = 0, ay = 0] = one.at(a) ?? [];
    const [bx = 0, by = 0] = other.at(b) ?? [];
    return Math.hypot(ax - bx, ay - by);
  };
  return apart(0, 0) + apart(-1, -1) <= apart(0, -1) + apart(-1, 0);
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
