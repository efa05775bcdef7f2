import type { Issue } from '@phen-dau/geodata';
import Flatbush from 'flatbush';
import type { Geometry } from 'geojson';
import { cutLevels } from './detail-level.ts';
import { generalise } from './generalise.ts';
import { readGeoJson } from './geojson.ts';
import { GeometryBuffer } from './geometry-buffer.ts';
import { GrowingInt32 } from './growing.ts';
import { layerHeader } from './layer-header.ts';
import type { DetailLevel, PackedLayer } from './packed-layer.ts';
import { spatialOrder } from './spatial-order.ts';
import { type TileValue, ValueDictionary } from './value-dictionary.ts';
import { readWkb } from './wkb.ts';

/** One feature on its way into a packed layer. */
export interface TileFeature {
  /** Whole number from 0 to 2^32 - 1; becomes the feature's id in the tile. */
  readonly tileId: number;
  /** WKB or EWKB bytes, or a GeoJSON geometry; WGS 84. */
  readonly geometry: Uint8Array | Geometry;
  /** In the order of `LayerToPack.fields`; null and what is missing at the end is left out of the tile. */
  readonly values: readonly TileValue[];
}

/** What is the same for all features of a layer. */
export interface LayerToPack {
  readonly name: string;
  readonly fields: readonly string[];
  /** Tiles above (coarser than) this zoom hold nothing of this layer. */
  readonly minZoom: number;
  /** Geometry is kept as exact as tiles of this zoom can show, 0 to 22. */
  readonly maxZoom: number;
  /** Lets an overlay share the values of the layer it lies over. */
  readonly dictionary?: ValueDictionary;
}

export interface PackResult {
  readonly packed: PackedLayer;
  /** One for each feature that could not be drawn; `feature` counts from 0 in the order given. */
  readonly issues: readonly Issue[];
}

/** Packs a layer in one go. */
export function packLayer(layer: LayerToPack & { readonly features: Iterable<TileFeature> }): PackResult {
  const packer = new LayerPacker(layer);
  for (const feature of layer.features) packer.add(feature);
  return packer.finish();
}

/** Packs a layer from features that arrive one after another. */
export class LayerPacker {
  private readonly layer: LayerToPack;
  private readonly buffer = new GeometryBuffer();
  private readonly ids = new GrowingInt32();
  private readonly valueIds = new GrowingInt32();
  private readonly dictionary: ValueDictionary;
  private readonly issues: Issue[] = [];
  private seen = 0;

  constructor(layer: LayerToPack) {
    this.layer = layer;
    this.dictionary = layer.dictionary ?? new ValueDictionary();
  }

  /** Vertices taken so far; lets a caller stop before memory does. */
  get vertexCount(): number {
    return this.buffer.vertexCount;
  }

  add({ tileId, geometry, values }: TileFeature): void {
    if (!Number.isInteger(tileId) || tileId < 0 || tileId > 0xffffffff) throw new Error(`No tile id: ${tileId}`);
    const feature = this.seen++;
    const code = geometry instanceof Uint8Array ? readWkb(geometry, this.buffer) : readGeoJson(geometry, this.buffer);
    if (code !== undefined) {
      this.issues.push({ code, severity: 'error', feature, context: { tileId } });
      return;
    }
    this.ids.push(tileId | 0);
    const { fields } = this.layer;
    for (let field = 0; field < fields.length; field++) this.valueIds.push(this.dictionary.idOf(values[field]));
  }

  finish(): PackResult {
    const { buffer, layer, dictionary } = this;
    const count = buffer.featureCount;
    const { order, boxes } = spatialOrder(buffer);
    const fieldCount = layer.fields.length;
    const ids = new Uint32Array(count);
    const valueIds = new Uint32Array(count * fieldCount);
    const index = count > 0 ? new Flatbush(count, 16, Int32Array) : undefined;
    for (let place = 0; place < count; place++) {
      const feature = order[place] as number;
      ids[place] = this.ids.at(feature) >>> 0;
      for (let field = 0; field < fieldCount; field++) {
        valueIds[place * fieldCount + field] = this.valueIds.at(feature * fieldCount + field);
      }
      const box = 4 * feature;
      index?.add(boxes[box] as number, boxes[box + 1] as number, boxes[box + 2] as number, boxes[box + 3] as number);
    }
    index?.finish();
    if (!layer.dictionary) dictionary.settle(valueIds);
    const geometry = packGeometry(buffer, order, layer.maxZoom);
    const header = layerHeader(layer.name, layer.fields);
    const arrays = [ids, valueIds, header, geometry.kinds, geometry.firstPart, geometry.holes];
    const byteLength =
      arrays.reduce((sum, array) => sum + array.byteLength, layer.dictionary ? 0 : dictionary.byteLength) +
      (index?.data.byteLength ?? 0) +
      geometry.levels.reduce((sum, level) => sum + levelBytes(level), 0);
    const { name, fields, minZoom, maxZoom } = layer;
    const packed = { name, fields, minZoom, maxZoom, count, ids, valueIds, dictionary, index, ...geometry, header };
    return { packed: { ...packed, byteLength }, issues: this.issues };
  }
}

type PackedGeometry = Pick<PackedLayer, 'kinds' | 'firstPart' | 'holes' | 'levels'>;

/** A layer of single points needs no geometry but its index. */
function packGeometry(buffer: GeometryBuffer, order: Uint32Array, maxZoom: number): PackedGeometry {
  const onePointEach = buffer.vertexCount === buffer.featureCount;
  if (onePointEach) {
    return { kinds: new Uint8Array(0), firstPart: new Uint32Array(0), holes: new Uint8Array(0), levels: [] };
  }
  const { full, firstPart } = generalise(buffer, order, maxZoom);
  const kinds = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place++) kinds[place] = buffer.kinds.at(order[place] as number);
  return { kinds, firstPart, holes: full.holes, levels: cutLevels(full, maxZoom) };
}

function levelBytes({ coordinates, zooms, firstVertex, firstBox, boxes }: DetailLevel): number {
  return [coordinates, zooms, firstVertex, firstBox, boxes].reduce((sum, array) => sum + array.byteLength, 0);
}
