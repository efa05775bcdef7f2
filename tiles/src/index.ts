export * from './address.ts';
export { encodeTile } from './encode.ts';
export { LayerPacker, type LayerToPack, type PackResult, packLayer, type TileFeature } from './pack.ts';
export { type PackedLayer, type TilePart, tileBuffer, tileExtent } from './packed-layer.ts';
export type { TileValue } from './value-dictionary.ts';
