import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

/** A vector tile read by the reference reader, for tests. */
export interface DecodedLayer {
  readonly version: number;
  readonly extent: number;
  readonly features: readonly DecodedFeature[];
}
export interface DecodedFeature {
  readonly id: number | undefined;
  readonly type: 0 | 1 | 2 | 3;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Tile units; rings are closed. */
  readonly parts: readonly (readonly (readonly [number, number])[])[];
}

/** The layers of a tile by name; none where the tile is empty (null). */
export function decodeTile(bytes: Uint8Array | null): Map<string, DecodedLayer> {
  const layers = new Map<string, DecodedLayer>();
  if (!bytes) return layers;
  const tile = new VectorTile(new PbfReader(bytes));
  for (const [name, layer] of Object.entries(tile.layers)) {
    const features = Array.from({ length: layer.length }, (_, index) => decodeFeature(layer.feature(index)));
    layers.set(name, { version: layer.version, extent: layer.extent, features });
  }
  return layers;
}

function decodeFeature(feature: VectorTileFeature): DecodedFeature {
  const parts = feature.loadGeometry().map((part) => part.map(({ x, y }) => [x, y] as const));
  return { id: feature.id, type: feature.type, properties: { ...feature.properties }, parts };
}

/** Surveyor's formula over a closed ring; positive is an outer ring. */
export function twiceArea(ring: readonly (readonly [number, number])[]): number {
  let sum = 0;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    sum += ax * by - bx * ay;
  });
  return sum;
}
