import type Flatbush from 'flatbush';
import type { ValueDictionary } from './value-dictionary.ts';

/** Width of a tile in tile units. */
export const tileExtent = 4096;
/** How far a tile's content reaches past its edge, in tile units, so that lines and symbols are not cut at the edge. */
export const tileBuffer = 64;

/**
 * The features of one layer part, ready to be cut into tiles: everything a tile needs is one array look-up away, nothing
 * is parsed, projected or simplified again. Never changed after packing; a change is laid over it (see `TilePart`).
 */
export interface PackedLayer {
  /** Name of the layer inside the tile. */
  readonly name: string;
  /** Attribute keys, in the order of `valueIds`. */
  readonly fields: readonly string[];
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly count: number;
  /** Numeric feature ids. */
  readonly ids: Uint32Array;
  /** Point, line or polygon of each feature; empty when all are single points. */
  readonly kinds: Uint8Array;
  /** `fields.length` entries a feature, ids in `dictionary`, 0 = absent. */
  readonly valueIds: Uint32Array;
  readonly dictionary: ValueDictionary;
  /** Boxes of all features in mercator units; a single point's box is the point. Undefined when there are none. */
  readonly index: Flatbush | undefined;
  /** First part of each feature, and behind the last; empty when all are single points. */
  readonly firstPart: Uint32Array;
  /** 1 for a part that is a hole. */
  readonly holes: Uint8Array;
  /** Geometry at falling detail, coarsest first; empty when all are single points. */
  readonly levels: readonly DetailLevel[];
  /** The start of the tile's layer message: version, name, extent, keys. */
  readonly header: Uint8Array;
  /** Memory held by the arrays and the dictionary. */
  readonly byteLength: number;
}

/**
 * The vertices needed up to some zoom. Each coarser level holds at most half the vertices of the next finer one, so all
 * together cost at most as much again as the finest, and a tile never walks over more than twice the vertices it needs.
 */
export interface DetailLevel {
  readonly upToZoom: number;
  /** x, y, x, y, … in mercator units; rings are closed. */
  readonly coordinates: Int32Array;
  /** First zoom that needs each vertex. */
  readonly zooms: Uint8Array;
  /** First vertex of each part, and behind the last. A part too small for this level has none. */
  readonly firstVertex: Uint32Array;
  /** First box of each part, and behind the last; short parts have none. */
  readonly firstBox: Uint32Array;
  /** Box (x0, y0, x1, y1) around each stretch of `stretchLength` vertices of a long part. */
  readonly boxes: Int32Array;
}

/** Vertices in a stretch: a tile skips the stretches of a long border that are nowhere near. */
export const stretchLength = 32;

/** A packed layer as it stands now: features by index that no longer count are marked 1 in `hidden`. */
export interface TilePart {
  readonly packed: PackedLayer;
  readonly hidden: Uint8Array | undefined;
}
