import { GrowingInt32 } from './growing.ts';
import { mercatorX, mercatorY } from './mercator.ts';

/** What a feature is drawn as; the numbers are those of the vector tile format. */
export const geometryKinds = { point: 1, line: 2, polygon: 3 } as const;
export type GeometryKind = (typeof geometryKinds)[keyof typeof geometryKinds];

/** Why a geometry cannot be drawn. */
export type GeometryFault =
  | 'geometry-missing'
  | 'geometry-wrong-type'
  | 'geometry-invalid'
  | 'geometry-too-short'
  | 'coordinate-not-finite'
  | 'coordinate-out-of-range'
  | 'crs-mismatch';

/**
 * Geometries of many features in flat arrays, in mercator units. Readers (WKB, GeoJSON) push vertices; rings arrive here
 * open, wound as the tile format wants them (outer rings positive with y downwards), without repeated vertices, and rings
 * or lines that are nothing are left out. A geometry that turns out to be faulty is rolled back whole.
 */
export class GeometryBuffer {
  readonly kinds = new GrowingInt32();
  /** First part of each feature. */
  readonly firstPart = new GrowingInt32();
  /** First vertex of each part. */
  readonly firstVertex = new GrowingInt32();
  /** 1 where a part is a hole of the polygon before it. */
  readonly isHole = new GrowingInt32();
  /** x, y, x, y, … */
  readonly coordinates = new GrowingInt32();
  private partFrom = 0;
  private outerRingLost = false;

  get featureCount(): number {
    return this.kinds.length;
  }
  get partCount(): number {
    return this.firstVertex.length;
  }
  get vertexCount(): number {
    return this.coordinates.length / 2;
  }

  /** Starts a feature; end it with `endFeature` or `abandonFeature`. */
  beginFeature(kind: GeometryKind): void {
    this.kinds.push(kind);
    this.firstPart.push(this.partCount);
  }

  beginPart(): void {
    this.partFrom = this.coordinates.length;
  }

  /** Adds a vertex in degrees, WGS 84; returns the fault when it is no place on earth. */
  pushVertex(longitude: number, latitude: number): GeometryFault | undefined {
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'coordinate-not-finite';
    if (longitude < -180 || longitude > 180 || latitude < -90 || latitude > 90) return 'coordinate-out-of-range';
    this.coordinates.reserve(2);
    const { values, length } = this.coordinates;
    values[length] = mercatorX(longitude);
    values[length + 1] = mercatorY(latitude);
    this.coordinates.length = length + 2;
    return undefined;
  }

  endPoints(): void {
    if (this.coordinates.length > this.partFrom) this.keepPart(0);
  }

  endLine(): void {
    this.dropRepeatedVertices();
    if (this.coordinates.length - this.partFrom >= 4) this.keepPart(0);
    else this.coordinates.length = this.partFrom;
  }

  /** Ends a ring given closed or open; `hole` false starts a new polygon. */
  endRing(options: { readonly hole: boolean }): void {
    this.dropRepeatedVertices();
    this.openRing();
    const area = this.coordinates.length - this.partFrom >= 6 ? this.twiceRingArea() : 0;
    if (!options.hole) this.outerRingLost = area === 0;
    if (area === 0 || this.outerRingLost) {
      this.coordinates.length = this.partFrom;
      return;
    }
    if (area > 0 === options.hole) this.turnRing();
    this.keepPart(options.hole ? 1 : 0);
  }

  /** Ends the feature; a feature without a drawable part is rolled back and reported. */
  endFeature(): GeometryFault | undefined {
    if (this.partCount > this.firstPart.at(this.featureCount - 1)) return undefined;
    this.abandonFeature();
    return 'geometry-too-short';
  }

  abandonFeature(): void {
    const part = this.firstPart.at(this.featureCount - 1);
    this.coordinates.length = part < this.partCount ? this.firstVertex.at(part) * 2 : this.partFrom;
    this.firstVertex.length = part;
    this.isHole.length = part;
    this.kinds.length--;
    this.firstPart.length--;
    this.partFrom = this.coordinates.length;
  }

  private keepPart(hole: number): void {
    this.firstVertex.push(this.partFrom / 2);
    this.isHole.push(hole);
    this.partFrom = this.coordinates.length;
  }

  private dropRepeatedVertices(): void {
    const { values } = this.coordinates;
    let to = this.partFrom;
    for (let from = this.partFrom; from < this.coordinates.length; from += 2) {
      if (to > this.partFrom && values[from] === values[to - 2] && values[from + 1] === values[to - 1]) continue;
      values[to] = values[from] ?? 0;
      values[to + 1] = values[from + 1] ?? 0;
      to += 2;
    }
    this.coordinates.length = to;
  }

  private openRing(): void {
    const { values, length } = this.coordinates;
    const closed =
      length - this.partFrom >= 4 &&
      values[length - 2] === values[this.partFrom] &&
      values[length - 1] === values[this.partFrom + 1];
    if (closed) this.coordinates.length -= 2;
  }

  /** Positive for a ring that is clockwise on screen. Relative to its first vertex, so that small rings stay exact. */
  private twiceRingArea(): number {
    const { values, length } = this.coordinates;
    const x0 = values[this.partFrom] ?? 0;
    const y0 = values[this.partFrom + 1] ?? 0;
    let sum = 0;
    for (let at = this.partFrom + 2; at + 3 < length; at += 2) {
      const ax = (values[at] ?? 0) - x0;
      const ay = (values[at + 1] ?? 0) - y0;
      sum += ax * ((values[at + 3] ?? 0) - y0) - ((values[at + 2] ?? 0) - x0) * ay;
    }
    return sum;
  }

  private turnRing(): void {
    const { values } = this.coordinates;
    for (let low = this.partFrom, high = this.coordinates.length - 2; low < high; low += 2, high -= 2) {
      const x = values[low] ?? 0;
      const y = values[low + 1] ?? 0;
      values[low] = values[high] ?? 0;
      values[low + 1] = values[high + 1] ?? 0;
      values[high] = x;
      values[high + 1] = y;
    }
  }
}
