import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BasemapDescription, Bounds } from '../api/types.ts';
import { contains } from '../state/home-bounds.ts';
import { foreignBaseLayers } from './base-style-foreign.ts';
import { mapFonts } from './fonts.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';

export const baseSource = 'basemap';

export interface BaseStyle {
  readonly sources: Record<string, SourceSpecification>;
  readonly layers: LayerSpecification[];
  /** Names that even the province's own names give way to: its towns tell a reader where they are. */
  readonly names: LayerSpecification[];
}

interface BasePlace {
  readonly origin: string;
  /** How far the map may be moved; absent where nothing says so. */
  readonly limits?: Bounds;
}

/** The map under the map. An archive in our own schema is drawn as designed, another vector archive quietly, pictures as they are. */
export function baseStyle(
  basemap: BasemapDescription | undefined,
  palette: Palette,
  { origin, limits }: BasePlace,
): BaseStyle {
  if (!basemap) return { sources: {}, layers: [background(palette.land)], names: [] };
  const bounds = basemap.bounds;
  const common = {
    // Only the path of an address counts: no answer may send the browser elsewhere, and behind a proxy the host differs.
    tiles: basemap.tiles.map((address) => origin + address.replace(/^[a-z]+:\/\/[^/]+/, '')),
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
      names: [],
    };
  }
  const isOurs = ids.has('land') && ids.has('place') && ids.has('boundary') && !ids.has('transportation');
  if (!isOurs) {
    const layers = foreignBaseLayers(palette, ids);
    return { sources: { [baseSource]: { type: 'vector', ...common } }, layers, names: [] };
  }
  // Only where its edge can be seen: the first map would wait for the worker to cut the frame into tiles.
  const edge = bounds && !(limits && contains(boxOf(bounds), limits)) ? bounds : undefined;
  return {
    sources: { [baseSource]: { type: 'vector', ...common }, ...(edge && { [frameSource]: frameOf(edge) }) },
    layers: [...ownLayers(palette, ids), ...(edge ? [frame(palette)] : [])],
    names: [placeNames(palette, 'town')],
  };
}

const frameSource = 'basemap-frame';

const boxOf = ([west = -180, south = -85, east = 180, north = 85]: readonly number[]): Bounds => [
  west,
  south,
  east,
  north,
];

/** Everything outside the sheet: it ends in quiet land and not, by the colour under it, in a sea that is not there. */
function frameOf(sheet: readonly number[]): SourceSpecification {
  const [west, south, east, north] = boxOf(sheet);
  const ring = (left: number, bottom: number, right: number, top: number) => [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
    [left, bottom],
  ];
  const coordinates = [ring(west - 20, -60, east + 20, 70), ring(west, south, east, north)];
  return { type: 'geojson', data: { type: 'Polygon', coordinates } };
}

const frame = (palette: Palette): LayerSpecification => ({
  id: 'base:frame',
  type: 'fill',
  source: frameSource,
  paint: { 'fill-color': palette.neighbour, 'fill-antialias': false },
});

const background = (colour: string): LayerSpecification => ({
  id: 'base:background',
  type: 'background',
  paint: { 'background-color': colour },
});

const shade = (palette: Palette, strength: number): ExpressionSpecification => [
  '*',
  (palette.scheme === 'dark' ? 0.028 : 0.05) * strength,
  ['-', ['to-number', ['get', 'band'], 1], 1],
];
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
    // Their edges are drawn as lines, so smoothing them here as well would only draw every edge once more.
    {
      id: 'base:country',
      type: 'fill',
      ...from('country'),
      filter: isHome,
      paint: { 'fill-color': palette.land, 'fill-antialias': false },
    },
    {
      id: 'base:province',
      type: 'fill',
      ...from('province'),
      paint: { 'fill-color': palette.province, 'fill-antialias': false },
    },
    {
      id: 'base:terrain',
      type: 'fill',
      ...from('terrain'),
      paint: {
        'fill-color': palette.terrainShade,
        'fill-antialias': false,
        // Relief is drawn for a whole province; from close by its steps would only look like something they are not.
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 11, shade(palette, 1), 14, shade(palette, 0.3)],
      },
    },
    {
      id: 'base:water',
      type: 'fill',
      ...from('water'),
      paint: { 'fill-color': palette.sea, 'fill-antialias': false },
    },
    {
      id: 'base:stream',
      type: 'line',
      ...from('stream'),
      // From afar a stream is a pixel wide: its rounded joins were a tenth of a picture drawn by software.
      layout: { 'line-cap': 'round', 'line-join': ['step', ['zoom'], 'miter', 11, 'round'] },
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
    placeNames(palette, 'village'),
    placeNames(palette, 'town-abroad'),
  ];
  return layers.filter((layer) => !('source-layer' in layer) || ids.has(layer['source-layer'] ?? ''));
}

const rank: ExpressionSpecification = ['to-number', ['get', 'rank'], 4];

const isAtHome: ExpressionSpecification = ['==', ['get', 'country'], 'VNM'];

/**
 * Names of places: towns (rank 1 and 2) of this country or abroad, which give way to the register's names, or the smaller ones,
 * until the register's own villages and communes take over.
 */
function placeNames(palette: Palette, size: 'town' | 'town-abroad' | 'village'): LayerSpecification {
  const isTown = size !== 'village';
  return {
    id: `base:${size}`,
    type: 'symbol',
    source: baseSource,
    'source-layer': 'place',
    ...(!isTown && { minzoom: 8, maxzoom: 12 }),
    filter: isTown
      ? ['all', ['<=', rank, ['step', ['zoom'], 1, 7, 2]], size === 'town' ? isAtHome : ['!', isAtHome]]
      : ['all', ['>', rank, 2], ['<=', rank, ['step', ['zoom'], 3, 10, 4]]],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [isTown ? mapFonts.strong : mapFonts.plain],
      'text-size': isTown
        ? ['interpolate', ['linear'], ['zoom'], 6, ['match', rank, 1, 13, 12], 12, ['match', rank, 1, 18, 16]]
        : ['interpolate', ['linear'], ['zoom'], 8, 11, 12, 13],
      'text-max-width': 8,
      'text-padding': isTown ? 2 : 6,
      'symbol-sort-key': rank,
    },
    paint: {
      'text-color': isTown ? palette.placeInk : palette.placeInkQuiet,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.6,
    },
  };
}
