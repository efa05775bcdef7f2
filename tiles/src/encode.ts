import type { TileAddress } from './address.ts';
import { clipLine, clipRing, newPath, type Path } from './clip.ts';
import { geometryKinds } from './geometry-buffer.ts';
import { GeometryWriter } from './geometry-writer.ts';
import { findHits, type Hits, newHits } from './hits.ts';
import { LayerWriter } from './layer-writer.ts';
import { type DetailLevel, type PackedLayer, type TilePart, tileBuffer, tileExtent } from './packed-layer.ts';
import { gatherPart, type TileFrame, tileFrame } from './tile-frame.ts';
import { sizeOfVarint, writeVarint } from './varint.ts';

const layersTag = (3 << 3) | 2;

// Scratch space, kept from tile to tile: encoding is synchronous, so no two tiles are ever in it together.
const hits: Hits = newHits();
const layerWriter = new LayerWriter();
const geometryWriter = new GeometryWriter();
const gathered: Path = newPath();
const cut: Path = newPath();

/**
 * Encodes one vector tile (MVT 2.1, uncompressed). Parts of the same name become one layer, in the order of their first
 * part; a part is left out at zooms coarser than its `minZoom`. Null when nothing is in the tile.
 */
export function encodeTile(address: TileAddress, parts: readonly TilePart[]): Uint8Array | null {
  const frame = tileFrame(address);
  const pieces: Uint8Array[] = [];
  let total = 0;
  const done = new Set<string>();
  for (const { packed } of parts) {
    if (done.has(packed.name)) continue;
    done.add(packed.name);
    const body = encodeLayer(frame, parts, packed);
    if (!body) continue;
    const head = new Uint8Array(1 + sizeOfVarint(body.length));
    head[0] = layersTag;
    writeVarint(head, 1, body.length);
    pieces.push(head, body);
    total += head.length + body.length;
  }
  if (pieces.length === 0) return null;
  const tile = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    tile.set(piece, at);
    at += piece.length;
  }
  return tile;
}

function encodeLayer(frame: TileFrame, parts: readonly TilePart[], first: PackedLayer): Uint8Array | null {
  layerWriter.restart();
  for (const part of parts) {
    const { packed } = part;
    if (packed.name !== first.name || frame.z < packed.minZoom) continue;
    if (packed.fields.length !== first.fields.length || packed.fields.some((key, at) => key !== first.fields[at])) {
      throw new Error(`Parts of layer ${packed.name} have different fields`);
    }
    findHits(frame, part, hits);
    if (hits.count === 0) continue;
    layerWriter.beginPart(packed);
    if (packed.levels.length === 0) layerWriter.pointFeatures(frame, packed, hits);
    else shapeFeatures(frame, packed);
  }
  return layerWriter.finish(first.header);
}

function shapeFeatures(frame: TileFrame, packed: PackedLayer): void {
  const zoom = Math.min(frame.z, packed.maxZoom);
  const level = packed.levels.find((candidate) => candidate.upToZoom >= zoom);
  if (!level) throw new Error(`Layer ${packed.name} has no detail for zoom ${zoom}`);
  for (let hit = 0; hit < hits.count; hit++) {
    const feature = hits.features[hit] as number;
    const kind = packed.kinds[feature] as number;
    writeGeometry(frame, packed, level, zoom, feature, hits.inside[hit] === 1);
    if (geometryWriter.length > 0) layerWriter.feature(packed, feature, kind, geometryWriter);
  }
}

function writeGeometry(
  frame: TileFrame,
  packed: PackedLayer,
  level: DetailLevel,
  zoom: number,
  feature: number,
  inside: boolean,
): void {
  const kind = packed.kinds[feature] as number;
  const lastPart = packed.firstPart[feature + 1] as number;
  geometryWriter.restart();
  let outerRingLost = false;
  for (let part = packed.firstPart[feature] as number; part < lastPart; part++) {
    gatherPart(frame, level, part, zoom, inside, gathered);
    if (kind === geometryKinds.line) {
      if (inside) geometryWriter.line(gathered);
      else clipLine(gathered, cut, takeLine);
    } else if (kind === geometryKinds.polygon) {
      const hole = packed.holes[part] === 1;
      if (hole && outerRingLost) continue;
      const ring = inside ? gathered : clipRing(gathered, cut);
      const drawn = ring.length >= 8 && geometryWriter.ring(ring, { hole, clipped: !inside });
      if (!hole) outerRingLost = !drawn;
    } else {
      if (!inside) keepPointsInside(gathered);
      geometryWriter.points(gathered);
    }
  }
}

const takeLine = (piece: Path) => geometryWriter.line(piece);

function keepPointsInside(path: Path): void {
  const low = -tileBuffer;
  const high = tileExtent + tileBuffer;
  let kept = 0;
  for (let at = 0; at < path.length; at += 2) {
    const x = path.values[at] as number;
    const y = path.values[at + 1] as number;
    if (x < low || y < low || x > high || y > high) continue;
    path.values[kept] = x;
    path.values[kept + 1] = y;
    kept += 2;
  }
  path.length = kept;
}
