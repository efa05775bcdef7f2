import type { ExpressionSpecification } from 'maplibre-gl';
import type { LayerDescription } from '../api/types.ts';
import type { PaintedLayer } from './paint/layer-paint.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';

/** The colour with two opacities, each from 0 to 1. */
const shine = (colour: string, selected: number, hovered: number): ExpressionSpecification => [
  'case',
  ['boolean', ['feature-state', 'selected'], false],
  translucent(colour, selected),
  ['boolean', ['feature-state', 'hovered'], false],
  translucent(colour, hovered),
  translucent(colour, 0),
];

const translucent = (colour: string, opacity: number): string =>
  `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;

/**
 * The glow around a selected or pointed-at feature, the same for every layer of a geometry type. Each feature's share is in
 * the colour, so that the opacity is one number for the layer: MapLibre leaves out a layer whose opacity is 0, and where a
 * picture is drawn by software the glows that nobody sees were a tenth of it.
 */
export function halo(
  layer: Pick<LayerDescription, 'geometry'>,
  palette: Palette,
  { isLit }: { readonly isLit: boolean },
): PaintedLayer[] {
  const opacity = isLit ? 1 : 0;
  if (layer.geometry === 'Point') {
    return [
      {
        part: 'halo',
        role: 'glow',
        type: 'circle',
        paint: {
          'circle-color': shine(palette.accent, 0.3, 0.16),
          'circle-opacity': opacity,
          'circle-radius': byZoom(8, 9, 14, 18),
          'circle-stroke-color': shine(palette.accent, 1, 0),
          'circle-stroke-opacity': opacity,
          'circle-stroke-width': 2,
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
            paint: { 'fill-color': shine(palette.accent, 0.14, 0.04), 'fill-opacity': opacity },
          },
        ]
      : []),
    {
      part: 'halo',
      role: 'edge',
      type: 'line',
      // A ring has no ends; laid out as the communes' own edges are, these share the one set of triangles with them.
      layout: { 'line-join': 'round', ...(!isArea && { 'line-cap': 'round' }) },
      paint: {
        'line-color': isArea ? shine(palette.accent, 1, 0.5) : shine(palette.accent, 0.55, 0.25),
        'line-opacity': opacity,
        'line-width': isArea ? 3 : byZoom(8, 8, 14, 15),
      },
    },
  ];
}
