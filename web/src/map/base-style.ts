import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BasemapDescription } from '../api/types.ts';
import { foreignBaseLayers } from './base-style-foreign.ts';
import { mapFonts } from './fonts.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';

export const baseSource = 'basemap';

export interface BaseStyle {
  readonly sources: Record<string, SourceSpecification>;
  readonly layers: LayerSpecification[];
}

/** The map under the map. An archive in our own schema is drawn as designed, another vector archive quietly, pictures as they are. */
export function baseStyle(basemap: BasemapDescription | undefined, palette: Palette, origin: string): BaseStyle {
  if (!basemap) return { sources: {}, layers: [background(palette.land)] };
  const bounds = basemap.bounds;
  const common = {
    tiles: basemap.tiles.map((path) => origin + (path.startsWith(origin) ? path.slice(origin.length) : path)),
    minzoom: basemap.minzoom ?? 0,
    maxzoom: basemap.maxzoom ?? 14,
    ...(bounds?.length === 4 && { bounds: [...bounds] as [number, number, number, number] }),
  };
  const ids = new Set(basemap.vector_layers?.map((layer) => layer.id));
  if (ids.size === 0) {
    return {
      sources: { [baseSource]: { type: 'raster', tileSize: 256, ...common } },
      layers: [
        background(palette.land),
        {
          id: 'base:picture',
          type: 'raster',
          source: baseSource,
          paint:
            palette.scheme === 'dark'
              ? { 'raster-brightness-max': 0.45, 'raster-saturation': -0.5 }
              : { 'raster-saturation': -0.25 },
        },
      ],
    };
  }
  const isOurs = ids.has('land') && ids.has('place') && ids.has('boundary') && !ids.has('transportation');
  return {
    sources: { [baseSource]: { type: 'vector', ...common } },
    layers: isOurs ? ownLayers(palette, ids) : foreignBaseLayers(palette, ids),
  };
}

const background = (colour: string): LayerSpecification => ({
  id: 'base:background',
  type: 'background',
  paint: { 'background-color': colour },
});

const isHome: ExpressionSpecification = ['==', ['get', 'code'], 'VNM'];

function ownLayers(palette: Palette, ids: ReadonlySet<string>): LayerSpecification[] {
  const from = (layer: string) => ({ source: baseSource, 'source-layer': layer });
  const layers: LayerSpecification[] = [
    background(palette.sea),
    {
      id: 'base:land',
      type: 'fill',
      ...from('land'),
      paint: { 'fill-color': palette.neighbour, 'fill-antialias': false },
    },
    { id: 'base:country', type: 'fill', ...from('country'), filter: isHome, paint: { 'fill-color': palette.land } },
    { id: 'base:province', type: 'fill', ...from('province'), paint: { 'fill-color': palette.province } },
    {
      id: 'base:terrain',
      type: 'fill',
      ...from('terrain'),
      paint: {
        'fill-color': palette.terrainShade,
        'fill-antialias': false,
        'fill-opacity': ['*', palette.scheme === 'dark' ? 0.075 : 0.05, ['-', ['to-number', ['get', 'band'], 1], 1]],
      },
    },
    { id: 'base:water', type: 'fill', ...from('water'), paint: { 'fill-color': palette.sea } },
    {
      id: 'base:stream',
      type: 'line',
      ...from('stream'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.stream,
        'line-width': [
          'interpolate',
          ['exponential', 1.5],
          ['zoom'],
          6,
          ['/', 1.2, ['to-number', ['get', 'rank'], 1]],
          14,
          ['/', 6, ['to-number', ['get', 'rank'], 1]],
        ],
      },
    },
    {
      id: 'base:province-edge',
      type: 'line',
      ...from('boundary'),
      filter: ['==', ['get', 'kind'], 'province'],
      paint: {
        'line-color': palette.provinceEdge,
        'line-width': byZoom(5, 0.6, 10, 1.4),
        'line-dasharray': [5, 2, 1, 2],
      },
    },
    {
      id: 'base:country-edge',
      type: 'line',
      ...from('boundary'),
      filter: ['==', ['get', 'kind'], 'country'],
      paint: { 'line-color': palette.countryEdge, 'line-width': byZoom(5, 0.8, 10, 1.6) },
    },
    placeLabels(palette, from('place')),
  ];
  return layers.filter((layer) => !('source-layer' in layer) || ids.has(layer['source-layer'] ?? ''));
}

/** Towns by rank, largest first; the small ones only where there is room. */
function placeLabels(palette: Palette, from: { source: string; 'source-layer': string }): LayerSpecification {
  const rank: ExpressionSpecification = ['to-number', ['get', 'rank'], 4];
  return {
    id: 'base:place',
    type: 'symbol',
    ...from,
    filter: ['<=', rank, ['step', ['zoom'], 1, 7, 2, 9, 3, 11, 4]],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['match', rank, [1, 2], ['literal', [mapFonts.strong]], ['literal', [mapFonts.plain]]],
      'text-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        6,
        ['match', rank, 1, 13, 2, 12, 11],
        12,
        ['match', rank, 1, 18, 2, 15, 3, 13, 12],
      ],
      'text-max-width': 8,
      'text-padding': 6,
      'symbol-sort-key': rank,
    },
    paint: {
      'text-color': ['match', rank, [1, 2], palette.placeInk, palette.placeInkQuiet],
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
    },
  };
}
