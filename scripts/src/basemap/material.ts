import { foldDiacritics } from '@phen-dau/geodata';
import type { MultiLineString } from 'geojson';
import { demonstrationBasemap } from '../demo-province/index.ts';
import type { BasemapFeature, BasemapMaterial } from './basemap-feature.ts';

/** What the default basemap shows: land and countries, towns, and the invented relief of the demonstration province. */
export function defaultMaterial(seed?: number): BasemapMaterial {
  const { bounds, attribution, province, boundaries, terrain, streams, places, ...made } = demonstrationBasemap(seed);
  // A neighbour the view does not reach is an area without a ring.
  const countries = made.countries.filter(({ geometry }) => geometry.coordinates.length > 0);
  return {
    bounds,
    attribution,
    layers: {
      land: countries.map(({ geometry }) => ({ geometry, properties: {} })),
      country: countries.map(({ code, name, geometry }) => ({
        geometry,
        properties: { code, name, name_ascii: foldDiacritics(name) },
      })),
      province: [{ geometry: province, properties: { name: 'Lạng Sơn', name_ascii: 'lang son' } }],
      terrain: terrain.map(({ band, geometry }) => ({ geometry, properties: { band } })),
      stream: gathered(streams),
      boundary: boundaries.map(({ kind, geometry }) => ({ geometry, properties: { kind } })),
      place: places.map(({ name, nameAscii, kind, rank, country, position }) => ({
        geometry: { type: 'Point', coordinates: [...position] },
        properties: { name, name_ascii: nameAscii, kind, rank, country },
      })),
    },
  };
}

/** Degrees. */
const cellSize = 0.25;

/**
 * Streams of one rank that begin in one cell as one feature: a tile of the first view held 700 of three vertices each, and
 * whoever draws it pays for every feature. Cells, so that a tile still need not look at all streams there are.
 */
function gathered(streams: readonly { readonly rank: number; readonly geometry: MultiLineString }[]): BasemapFeature[] {
  const cells = new Map<string, (typeof streams)[number][]>();
  for (const stream of streams) {
    const [longitude = 0, latitude = 0] = stream.geometry.coordinates[0]?.[0] ?? [];
    const cell = [stream.rank, Math.floor(longitude / cellSize), Math.floor(latitude / cellSize)].join(' ');
    cells.set(cell, [...(cells.get(cell) ?? []), stream]);
  }
  return [...cells.values()].map((together) => ({
    geometry: { type: 'MultiLineString', coordinates: together.flatMap(({ geometry }) => geometry.coordinates) },
    properties: { rank: together[0]?.rank ?? 3 },
  }));
}
