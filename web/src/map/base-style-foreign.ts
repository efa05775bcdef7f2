import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { baseSource } from './base-style.ts';
import { mapFonts } from './fonts.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';

/** Names that the two common schemas (Protomaps, OpenMapTiles) and plain archives use for the same things. */
const known = {
  land: ['earth', 'land', 'country'],
  green: ['landcover', 'landuse', 'park', 'natural'],
  water: ['water', 'waterbody', 'ocean'],
  stream: ['waterway', 'river', 'stream', 'physical_line'],
  road: ['roads', 'transportation', 'road', 'highway'],
  building: ['buildings', 'building'],
  boundary: ['boundaries', 'boundary', 'border', 'province', 'commune'],
  place: ['places', 'place', 'place_label'],
} as const;

/** Draws whatever an archive of another schema calls land, water, roads, boundaries and places, all quietly. */
export function foreignBaseLayers(palette: Palette, ids: ReadonlySet<string>): LayerSpecification[] {
  const present = (kind: keyof typeof known) => known[kind].filter((name) => ids.has(name));
  const from = (layer: string) => ({ source: baseSource, 'source-layer': layer });
  const hasLand = present('land').length > 0;
  return [
    { id: 'base:background', type: 'background', paint: { 'background-color': hasLand ? palette.sea : palette.land } },
    ...present('land').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'fill',
        ...from(name),
        filter: isArea,
        paint: { 'fill-color': palette.land },
      }),
    ),
    ...present('green').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'fill',
        ...from(name),
        filter: isArea,
        paint: { 'fill-color': palette.terrainShade, 'fill-opacity': 0.06 },
      }),
    ),
    ...present('water').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'fill',
        ...from(name),
        filter: isArea,
        paint: { 'fill-color': palette.sea },
      }),
    ),
    ...present('stream').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'line',
        ...from(name),
        filter: isLine,
        paint: { 'line-color': palette.stream, 'line-width': byZoom(6, 0.5, 14, 2) },
      }),
    ),
    ...present('building').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'fill',
        ...from(name),
        minzoom: 13,
        paint: { 'fill-color': palette.provinceEdge, 'fill-opacity': 0.4 },
      }),
    ),
    ...present('road').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'line',
        ...from(name),
        filter: isLine,
        paint: { 'line-color': palette.provinceEdge, 'line-width': byZoom(6, 0.3, 12, 1, 16, 5) },
      }),
    ),
    ...present('boundary').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'line',
        ...from(name),
        paint: { 'line-color': palette.provinceEdge, 'line-width': byZoom(5, 0.5, 12, 1.4), 'line-dasharray': [4, 2] },
      }),
    ),
    ...present('place').map(
      (name): LayerSpecification => ({
        id: `base:${name}`,
        type: 'symbol',
        ...from(name),
        layout: {
          // The Vietnamese name where the archive has one: names stay Vietnamese in both languages.
          'text-field': ['coalesce', ['get', 'name:vi'], ['get', 'name']],
          'text-font': [mapFonts.plain],
          'text-size': byZoom(5, 10, 12, 13),
          'text-padding': 6,
        },
        paint: { 'text-color': palette.placeInkQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
      }),
    ),
  ];
}

const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
