import type { FullDetail } from './detail-level.ts';
import { type GeometryBuffer, geometryKinds } from './geometry-buffer.ts';
import { findCorners } from './shared-edges.ts';
import { neverNeeded, rankVertices, squaredTolerances } from './simplify.ts';

/** The parts at full detail together with the first part of each feature, and behind the last. */
export interface GeneralisedGeometry {
  readonly full: FullDetail;
  readonly firstPart: Uint32Array;
}

/**
 * Ranks every vertex of every part by the first zoom that needs it, leaves out those no zoom up to `maxZoom` needs, closes
 * the rings and lays the features in the given order.
 */
export function generalise(buffer: GeometryBuffer, order: Uint32Array, maxZoom: number): GeneralisedGeometry {
  return new Generaliser(buffer, maxZoom).run(order);
}

class Generaliser {
  private readonly buffer: GeometryBuffer;
  private readonly tolerances: Float64Array;
  private readonly corners: Uint8Array;
  private readonly coordinates: Int32Array;
  private readonly zooms: Uint8Array;
  private kept = 0;
  private arc = new Float64Array(4096);
  private arcZooms = new Uint8Array(2048);
  private ringZooms = new Uint8Array(2048);

  constructor(buffer: GeometryBuffer, maxZoom: number) {
    this.buffer = buffer;
    this.tolerances = squaredTolerances(maxZoom);
    this.corners = findCorners(buffer);
    // A closed ring has one vertex more than the open one it came from.
    const room = buffer.vertexCount + buffer.partCount;
    this.coordinates = new Int32Array(2 * room);
    this.zooms = new Uint8Array(room);
  }

  run(order: Uint32Array): GeneralisedGeometry {
    const { buffer } = this;
    const firstPart = new Uint32Array(order.length + 1);
    const firstVertex = new Uint32Array(buffer.partCount + 1);
    const holes = new Uint8Array(buffer.partCount);
    const partKinds = new Uint8Array(buffer.partCount);
    let parts = 0;
    for (let place = 0; place < order.length; place++) {
      const feature = order[place] as number;
      const kind = buffer.kinds.at(feature);
      const lastPart = feature + 1 < buffer.featureCount ? buffer.firstPart.at(feature + 1) : buffer.partCount;
      for (let part = buffer.firstPart.at(feature); part < lastPart; part++) {
        const start = buffer.firstVertex.at(part);
        const end = part + 1 < buffer.partCount ? buffer.firstVertex.at(part + 1) : buffer.vertexCount;
        if (kind === geometryKinds.polygon) this.addRing(start, end);
        else if (kind === geometryKinds.line) this.addLine(start, end);
        else for (let vertex = start; vertex < end; vertex++) this.keep(vertex, 0);
        holes[parts] = buffer.isHole.at(part);
        partKinds[parts] = kind;
        firstVertex[++parts] = this.kept;
      }
      firstPart[place + 1] = parts;
    }
    const coordinates = this.coordinates.slice(0, 2 * this.kept);
    return {
      full: { coordinates, zooms: this.zooms.slice(0, this.kept), firstVertex, holes, partKinds },
      firstPart,
    };
  }

  private keep(vertex: number, zoom: number): void {
    if (zoom === neverNeeded) return;
    const { values } = this.buffer.coordinates;
    this.coordinates[2 * this.kept] = values[2 * vertex] as number;
    this.coordinates[2 * this.kept + 1] = values[2 * vertex + 1] as number;
    this.zooms[this.kept++] = zoom;
  }

  private addLine(start: number, end: number): void {
    const count = end - start;
    this.loadArc(count, (step) => start + step);
    rankVertices(this.arc, count, this.arcZooms, this.tolerances);
    for (let step = 0; step < count; step++) this.keep(start + step, this.arcZooms[step] as number);
  }

  /** Each stretch between two anchors is ranked on its own, always walked the same way whichever ring it is met in. */
  private addRing(start: number, end: number): void {
    const count = end - start;
    const anchors = this.ringAnchors(start, count);
    if (this.ringZooms.length < count) this.ringZooms = new Uint8Array(2 * count);
    anchors.forEach((from, index) => {
      const next = anchors[(index + 1) % anchors.length] as number;
      const length = ((next - from + count) % count || count) + 1;
      const forwards = this.walksForwards(start, count, from, length);
      this.loadArc(length, (step) => start + ((from + (forwards ? step : length - 1 - step)) % count));
      rankVertices(this.arc, length, this.arcZooms, this.tolerances);
      for (let step = 0; step < length; step++) {
        const zoom = this.arcZooms[forwards ? step : length - 1 - step] as number;
        this.ringZooms[(from + step) % count] = zoom;
      }
    });
    const first = anchors[0] as number;
    for (let step = 0; step <= count; step++) {
      const place = (first + step) % count;
      this.keep(start + place, this.ringZooms[place] as number);
    }
  }

  /** Corners; where fewer than two, also the smallest vertex (if none) and the one farthest from the first anchor. */
  private ringAnchors(start: number, count: number): number[] {
    const anchors: number[] = [];
    for (let place = 0; place < count; place++) if (this.corners[start + place] === 1) anchors.push(place);
    if (anchors.length >= 2) return anchors;
    let first = anchors[0] ?? 0;
    if (anchors.length === 0) {
      for (let place = 1; place < count; place++) if (this.compare(start + place, start + first) < 0) first = place;
    }
    let farthest = first;
    let longest = 0;
    for (let place = 0; place < count; place++) {
      const squared = this.squaredDistance(start + first, start + place);
      const tie = squared === longest && squared > 0 && this.compare(start + place, start + farthest) < 0;
      if (squared > longest || tie) {
        longest = squared;
        farthest = place;
      }
    }
    return [first, farthest];
  }

  /** The same answer for the same stretch met from either side: from its smaller end, for a loop by the second vertex. */
  private walksForwards(start: number, count: number, from: number, length: number): boolean {
    for (let step = 0; step < length; step++) {
      const difference = this.compare(start + ((from + step) % count), start + ((from + length - 1 - step) % count));
      if (difference !== 0) return difference < 0;
    }
    return true;
  }

  private loadArc(count: number, vertexAt: (step: number) => number): void {
    if (this.arc.length < 2 * count) {
      this.arc = new Float64Array(4 * count);
      this.arcZooms = new Uint8Array(2 * count);
    }
    const { values } = this.buffer.coordinates;
    for (let step = 0; step < count; step++) {
      const vertex = vertexAt(step);
      this.arc[2 * step] = values[2 * vertex] as number;
      this.arc[2 * step + 1] = values[2 * vertex + 1] as number;
    }
  }

  private compare(one: number, other: number): number {
    const { values } = this.buffer.coordinates;
    const byX = (values[2 * one] as number) - (values[2 * other] as number);
    return byX !== 0 ? byX : (values[2 * one + 1] as number) - (values[2 * other + 1] as number);
  }

  private squaredDistance(one: number, other: number): number {
    const { values } = this.buffer.coordinates;
    const dx = (values[2 * one] as number) - (values[2 * other] as number);
    const dy = (values[2 * one + 1] as number) - (values[2 * other + 1] as number);
    return dx * dx + dy * dy;
  }
}
