import type { ExpressionSpecification } from 'maplibre-gl';
import type { LayerDescription } from '../api/types.ts';
import type { PaintedLayer } from './paint/layer-paint.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';

const shine = (selected: number, hovered: number): ExpressionSpecification => [
  'case',
  ['boolean', ['feature-state', 'selected'], false],
  selected,
  ['boolean', ['feature-state', 'hovered'], false],
  hovered,
  0,
];

/** The glow around a selected or pointed-at feature, the same for every layer of a geometry type. */
export function halo(layer: Pick<LayerDescription, 'geometry'>, palette: Palette): PaintedLayer[] {
  if (layer.geometry === 'Point') {
    return [
      {
        part: 'halo',
        role: 'glow',
        type: 'circle',
        paint: {
          'circle-color': palette.accent,
          'circle-radius': byZoom(8, 9, 14, 18),
          'circle-opacity': shine(0.3, 0.16),
          'circle-stroke-color': palette.accent,
          'circle-stroke-width': 2,
          'circle-stroke-opacity': shine(1, 0),
        },
      },
    ];
  }
  const isArea = layer.geometry === 'MultiPolygon';
  return [
    ...(isArea
      ? [
          {
            part: 'halo-fill',
            role: 'area' as const,
            type: 'fill' as const,
            paint: { 'fill-color': palette.accent, 'fill-opacity': shine(0.14, 0.04) },
          },
        ]
      : []),
    {
      part: 'halo',
      role: 'edge',
      type: 'line',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.accent,
        'line-width': isArea ? 3 : byZoom(8, 8, 14, 15),
        'line-opacity': isArea ? shine(1, 0.5) : shine(0.55, 0.25),
      },
    },
  ];
}
