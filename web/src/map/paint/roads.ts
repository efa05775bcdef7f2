import type { ExpressionSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import type { LayerPaint, LegendItem } from './layer-paint.ts';
import { alongLine, byWord, byZoom, type Looks, label, legendOf } from './parts.ts';

/** A surface is told by the line's pattern as well as by its colour: whole when paved, ever shorter strokes when not. */
interface Surface {
  readonly colour: 'paved' | 'unpaved';
  readonly dash?: readonly number[];
}
const surfaces: Looks<Surface> = {
  fallback: { colour: 'unpaved' },
  words: {
    concrete: { colour: 'paved' },
    asphalt: { colour: 'paved' },
    gravel: { colour: 'unpaved', dash: [4, 1.2] },
    earth: { colour: 'unpaved', dash: [2, 1.4] },
    footpath: { colour: 'unpaved', dash: [0.6, 1.3] },
  },
};
/** A road's kind is its width. */
const kinds: Looks<number> = { fallback: 1, words: { patrol: 1.5, inspection: 1, village: 0.8 } };

const unfinished: ExpressionSpecification = ['in', ['get', 'status'], ['literal', ['planned', 'building']]];
const closed: ExpressionSpecification = ['==', ['get', 'status'], 'closed'];

const colour = (palette: Palette): ExpressionSpecification => [
  'case',
  closed,
  palette.closed,
  byWord('surface', surfaces, (surface) => palette[surface.colour]),
];
const width = (factor: number, extra = 0): ExpressionSpecification => {
  const at = (base: number) => ['+', ['*', base * factor, byWord('kind', kinds, (kind) => kind)], extra];
  return [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    7,
    at(0.5),
    10,
    at(1),
    12,
    at(1.9),
    15,
    at(4.2),
  ] as unknown as ExpressionSpecification;
};
const solid: ExpressionSpecification = ['in', ['get', 'surface'], ['literal', ['concrete', 'asphalt']]];

export const patrolRoad: LayerPaint = {
  rank: 50,
  legend: (palette): LegendItem[] => [
    ...legendOf('kind', kinds, (kind) => ({ shape: 'line', colour: palette.paved, width: 2.6 * kind })),
    ...legendOf('surface', surfaces, (surface) => ({
      shape: 'line',
      colour: palette[surface.colour],
      width: 3,
      ...(surface.dash && { dash: surface.dash }),
    })),
    { field: 'status', word: 'planned', swatch: { shape: 'line', colour: palette.planned, width: 1.2 } },
    { field: 'status', word: 'building', swatch: { shape: 'line', colour: palette.planned, width: 1.2 } },
    { field: 'status', word: 'closed', swatch: { shape: 'line', colour: palette.closed, width: 3 } },
  ],
  draw: (palette) => [
    {
      part: 'casing',
      role: 'line',
      type: 'line',
      minzoom: 10,
      filter: ['!', unfinished],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': width(1, 2), 'line-opacity': 0.9 },
    },
    {
      part: 'paved',
      role: 'line',
      type: 'line',
      filter: ['all', solid, ['!', unfinished]],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour(palette), 'line-width': width(1) },
    },
    ...(['gravel', 'earth', 'footpath'] as const).map((surface) => ({
      part: surface,
      role: 'line' as const,
      type: 'line' as const,
      filter: ['all', ['==', ['get', 'surface'], surface], ['!', unfinished]] as unknown as ExpressionSpecification,
      layout: { 'line-join': 'round' as const },
      paint: {
        'line-color': colour(palette),
        'line-width': width(1),
        'line-dasharray': [...(surfaces.words[surface]?.dash ?? [1])],
      },
    })),
    {
      part: 'unfinished',
      role: 'line',
      type: 'line',
      filter: unfinished,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.planned,
        'line-width': 1.2,
        'line-gap-width': byZoom(9, 0, 12, 2, 15, 4),
      },
    },
    label(palette, {
      field: 'name',
      minzoom: 12.5,
      size: 11,
      colour: palette.placeInk,
      layout: alongLine,
    }),
  ],
};

interface Lamp {
  readonly fill: 'lit' | 'halo';
  readonly outline: 'halo' | 'broken';
}
const lampLooks: Looks<Lamp> = {
  fallback: { fill: 'lit', outline: 'halo' },
  words: {
    working: { fill: 'lit', outline: 'halo' },
    broken: { fill: 'halo', outline: 'broken' },
    removed: { fill: 'halo', outline: 'broken' },
  },
};

/** Lamps are warm points; only close by, where single lamps can be told apart, do they glow. */
export const solarLamp: LayerPaint = {
  rank: 70,
  legend: (palette) =>
    legendOf('status', lampLooks, ({ fill, outline }) => ({
      shape: 'dot',
      fill: palette[fill],
      outline: palette[outline],
      radius: 4,
    })),
  draw: (palette) => [
    {
      part: 'glow',
      role: 'glow',
      type: 'circle',
      minzoom: 13,
      filter: ['==', ['get', 'status'], 'working'],
      paint: {
        'circle-color': palette.lit,
        'circle-radius': byZoom(13, 5, 15, 16, 18, 70),
        'circle-blur': 1,
        'circle-opacity': palette.scheme === 'dark' ? 0.5 : 0.4,
      },
    },
    {
      part: 'dot',
      role: 'point',
      type: 'circle',
      paint: {
        'circle-color': byWord('status', lampLooks, ({ fill }) => palette[fill]),
        'circle-radius': byZoom(9, 1.1, 12, 2.4, 15, 4.5),
        'circle-stroke-color': byWord('status', lampLooks, ({ outline }) => palette[outline]),
        'circle-stroke-width': byZoom(9, 0.2, 13, 1, 15, 1.4),
      },
    },
    label(palette, {
      field: 'code',
      minzoom: 15.5,
      size: 10.5,
      colour: palette.placeInk,
      layout: { 'text-anchor': 'top', 'text-offset': [0, 0.6] },
    }),
  ],
};
