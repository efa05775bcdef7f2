import type { ExpressionSpecification } from 'maplibre-gl';
import { hatchId } from '../symbols.ts';
import type { LayerPaint } from './layer-paint.ts';
import { byWord, byZoom, inArea, type Looks, label, legendOf } from './parts.ts';

/** How settled a project is, told by its outline. */
const appraisals: Looks<{ dash?: readonly number[]; fillOpacity: number }> = {
  fallback: { fillOpacity: 0.1 },
  words: {
    agreed: { fillOpacity: 0.24 },
    agreed_with_conditions: { dash: [7, 1.6], fillOpacity: 0.18 },
    under_review: { dash: [3, 1.6], fillOpacity: 0.12 },
    not_started: { dash: [1, 1.6], fillOpacity: 0.08 },
    not_agreed: { dash: [1, 3], fillOpacity: 0.04 },
  },
};

/** Ever lighter from close by, where what lies under an area matters more than the area. */
const filled = (looks: typeof appraisals): ExpressionSpecification => {
  const at = (factor: number) => byWord('appraisal', looks, ({ fillOpacity }) => fillOpacity * factor);
  return ['interpolate', ['linear'], ['zoom'], 11, at(1), 15, at(0.6)] as unknown as ExpressionSpecification;
};

export const developmentProject: LayerPaint = {
  rank: 40,
  legend: (palette) =>
    legendOf('appraisal', appraisals, ({ dash, fillOpacity }) => ({
      shape: 'area',
      fill: palette.project,
      fillOpacity,
      outline: palette.project,
      ...(dash && { dash }),
    })),
  draw: (palette) => [
    {
      part: 'area',
      role: 'area',
      type: 'fill',
      paint: { 'fill-color': palette.project, 'fill-opacity': filled(appraisals) },
    },
    ...Object.entries(appraisals.words).map(([word, look]) => ({
      part: `edge-${word.replaceAll('_', '-')}`,
      role: 'edge' as const,
      type: 'line' as const,
      filter: ['==', ['get', 'appraisal'], word] as ['==', ['get', string], string],
      paint: {
        'line-color': palette.project,
        'line-width': byZoom(7, 1, 12, 1.8),
        ...(look.dash && { 'line-dasharray': [...look.dash] }),
      },
    })),
    label(palette, { field: 'name', minzoom: 9.5, size: 11.5, bold: true, colour: palette.project, layout: inArea }),
  ],
};

export const commune: LayerPaint = {
  rank: 10,
  legend: (palette) => [
    {
      swatch: { shape: 'area', fill: palette.province, fillOpacity: 0, outline: palette.commune, dash: [2, 1.5] },
    },
  ],
  draw: (palette) => [
    // An area that is drawn with nothing still answers to a click.
    { part: 'area', role: 'area', type: 'fill', paint: { 'fill-color': palette.province, 'fill-opacity': 0 } },
    {
      part: 'edge',
      role: 'edge',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.commune,
        'line-width': byZoom(7, 0.4, 11, 1, 14, 1.6),
        'line-dasharray': [3, 2],
        'line-opacity': 0.75,
      },
    },
    label(palette, {
      field: 'name',
      minzoom: 9.2,
      size: 11,
      colour: palette.commune,
      layout: { ...inArea, 'text-letter-spacing': 0.06 },
    }),
  ],
};

/** The border belt. Other kinds of zone, where an account may see them, are painted by their own chunk. */
export const zone: LayerPaint = {
  rank: 20,
  legend: (palette) => [
    {
      field: 'kind',
      word: 'border_belt',
      swatch: { shape: 'area', fill: palette.belt, fillOpacity: 0.06, outline: palette.belt, hatch: true },
    },
  ],
  draw: (palette) => [
    {
      part: 'belt',
      role: 'area',
      type: 'fill',
      filter: ['==', ['get', 'kind'], 'border_belt'],
      paint: { 'fill-pattern': hatchId(palette.belt), 'fill-opacity': 0.2 },
    },
    {
      part: 'belt-edge',
      role: 'edge',
      type: 'line',
      filter: ['==', ['get', 'kind'], 'border_belt'],
      paint: { 'line-color': palette.belt, 'line-width': byZoom(7, 0.8, 12, 1.6), 'line-opacity': 0.7 },
    },
    label(palette, { field: 'name', minzoom: 9, size: 11, colour: palette.belt, layout: inArea }),
  ],
};
