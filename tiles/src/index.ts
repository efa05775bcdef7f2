export * from './address.ts';
export { type ArchiveDescription, openArchive, type TileArchive } from './archive-reader.ts';
export { type ArchiveTile, type ArchiveTileType, type ArchiveToWrite, writeArchive } from './archive-writer.ts';
export { type StoredTile, TileCache } from './cache.ts';
export { encodeTile } from './encode.ts';
export { LayerPacker, type LayerToPack, type PackResult, packLayer, type TileFeature } from './pack.ts';
export { type PackedLayer, type TilePart, tileBuffer, tileExtent } from './packed-layer.ts';
export { type TileState, tileTag } from './tag.ts';
export type { TileValue } from './value-dictionary.ts';
