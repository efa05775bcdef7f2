import { foldDiacritics } from '@phen-dau/geodata';
import { demonstrationBasemap } from '../demo-province/index.ts';
import type { BasemapMaterial } from './basemap-feature.ts';

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
      stream: streams.map(({ rank, geometry }) => ({ geometry, properties: { rank } })),
      boundary: boundaries.map(({ kind, geometry }) => ({ geometry, properties: { kind } })),
      place: places.map(({ name, nameAscii, kind, rank, country, position }) => ({
        geometry: { type: 'Point', coordinates: [...position] },
        properties: { name, name_ascii: nameAscii, kind, rank, country },
      })),
    },
  };
}
