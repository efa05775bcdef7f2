import { gzipSync } from 'node:zlib';
import { type ArchiveTile, encodeTile, packLayer, type TileAddress } from '@phen-dau/tiles';
import {
  type BasemapFeature,
  type BasemapLayer,
  type BasemapMaterial,
  basemapLayers,
  basemapMinZooms,
  basemapZooms,
} from './basemap-feature.ts';

/** Every tile of the basemap that has anything on it, gzipped, coarsest zoom first. */
export function* tilesOf({ bounds, layers }: BasemapMaterial): Generator<ArchiveTile> {
  const parts = (Object.keys(basemapLayers) as BasemapLayer[]).map((name) => ({
    packed: packed(name, layers[name]),
    hidden: undefined,
  }));
  for (let z = basemapZooms.least; z <= basemapZooms.greatest; z++) {
    for (const address of addresses(bounds, z)) {
      const tile = encodeTile(address, parts);
      if (tile) yield { address, bytes: gzipSync(tile, { level: 9 }) };
    }
  }
}

function packed(name: BasemapLayer, features: readonly BasemapFeature[]) {
  const fields: readonly string[] = basemapLayers[name];
  const result = packLayer({
    name,
    fields,
    minZoom: basemapMinZooms[name],
    maxZoom: basemapZooms.greatest,
    features: features.map(({ geometry, properties }, index) => ({
      tileId: index + 1,
      geometry,
      values: fields.map((key) => properties[key] ?? null),
    })),
  });
  const [issue] = result.issues;
  if (issue) throw new Error(`The basemap's ${name} ${issue.feature} cannot be drawn: ${issue.code}`);
  return result.packed;
}

function* addresses([west, south, east, north]: BasemapMaterial['bounds'], z: number): Generator<TileAddress> {
  const [left, top] = tileAt(west, north, z);
  const [right, bottom] = tileAt(east, south, z);
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) yield { z, x, y };
}

function tileAt(longitude: number, latitude: number, z: number): [x: number, y: number] {
  const side = 2 ** z;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const share = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor(((longitude + 180) / 360) * side), Math.floor(share * side)];
}
