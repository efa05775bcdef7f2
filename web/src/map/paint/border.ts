import { iconId } from '../symbols.ts';
import type { LayerPaint } from './layer-paint.ts';
import { alongLine, besidePoint, byWord, byZoom, type Looks, label, legendOf } from './parts.ts';

/** The border itself: a strong line in a pale casing, with a soft band that reads from far away. */
export const borderLine: LayerPaint = {
  rank: 60,
  legend: (palette) => [{ swatch: { shape: 'line', colour: palette.border, width: 2.6, casing: palette.borderBand } }],
  draw: (palette) => [
    {
      part: 'band',
      role: 'edge',
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.borderBand, 'line-width': byZoom(6, 5, 10, 11, 14, 20), 'line-opacity': 0.28 },
    },
    {
      part: 'casing',
      role: 'edge',
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': byZoom(6, 3.2, 10, 4.6, 14, 6.4) },
    },
    {
      part: 'line',
      role: 'edge',
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: {
        'line-color': palette.border,
        'line-width': byZoom(6, 1.6, 10, 2.4, 14, 3.4),
        'line-dasharray': [7, 1.2, 1.2, 1.2],
      },
    },
    label(palette, {
      field: 'name',
      minzoom: 11,
      size: 11,
      colour: palette.border,
      layout: alongLine,
    }),
  ],
};

const postLooks: Looks<{ icon: string }> = {
  fallback: { icon: 'post' },
  words: { post: { icon: 'post' }, gate_post: { icon: 'gate-post' } },
};

export const borderPost: LayerPaint = {
  rank: 100,
  legend: (palette) =>
    legendOf('kind', postLooks, ({ icon }) => ({
      shape: 'icon',
      icon: iconId(icon, palette.accent, palette.halo),
    })),
  draw: (palette) => [
    {
      part: 'icon',
      role: 'icon',
      type: 'symbol',
      layout: {
        'icon-image': byWord('kind', postLooks, ({ icon }) => iconId(icon, palette.accent, palette.halo)),
        'icon-size': byZoom(7, 0.72, 12, 1.1),
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'symbol-sort-key': 0,
      },
      paint: {},
    },
    label(palette, {
      field: 'name',
      minzoom: 8.5,
      size: 12.5,
      bold: true,
      colour: palette.accent,
      layout: besidePoint(1.4),
    }),
  ],
};

const markerLooks: Looks<{ icon: string; size: number }> = {
  fallback: { icon: 'marker-main', size: 1 },
  words: { main: { icon: 'marker-main', size: 1 }, auxiliary: { icon: 'marker-auxiliary', size: 0.86 } },
};

/** Markers are dots from afar, small stones from zoom 11, and carry their numbers from zoom 12. */
export const borderMarker: LayerPaint = {
  rank: 80,
  legend: (palette) =>
    legendOf('kind', markerLooks, ({ icon }) => ({
      shape: 'icon',
      icon: iconId(icon, palette.border, palette.halo),
    })),
  draw: (palette) => [
    {
      part: 'dot',
      role: 'point',
      type: 'circle',
      maxzoom: 11,
      paint: {
        'circle-color': palette.border,
        'circle-radius': byZoom(8, 1.2, 11, 2.6),
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 0.7,
      },
    },
    {
      part: 'icon',
      role: 'point',
      type: 'symbol',
      minzoom: 11,
      layout: {
        'icon-image': byWord('kind', markerLooks, ({ icon }) => iconId(icon, palette.border, palette.halo)),
        'icon-size': byZoom(11, 0.42, 13, 0.78, 15, 1),
        'icon-anchor': 'bottom',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: {},
    },
    label(palette, {
      field: 'number',
      minzoom: 12,
      size: 11.5,
      bold: true,
      colour: palette.border,
      layout: { 'text-variable-anchor': ['top', 'left', 'right'], 'text-radial-offset': 0.5, 'text-padding': 2 },
    }),
  ],
};

/** Bamboo is drawn as a green hedge: a pale band with leaves along it. */
export const bambooBelt: LayerPaint = {
  rank: 30,
  legend: (palette) => [{ swatch: { shape: 'line', colour: palette.bamboo, width: 4, dash: [0.4, 0.9] } }],
  draw: (palette) => [
    {
      part: 'line',
      role: 'edge',
      type: 'line',
      layout: { 'line-cap': 'butt' },
      paint: {
        'line-color': palette.bamboo,
        'line-width': byZoom(8, 2.5, 12, 5, 15, 8),
        'line-dasharray': [0.4, 0.9],
        'line-opacity': 0.8,
      },
    },
    label(palette, { field: 'name', minzoom: 13, size: 11, colour: palette.bamboo, layout: alongLine }),
  ],
};
