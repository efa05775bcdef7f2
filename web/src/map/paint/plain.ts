import type { GeometryType } from '@phen-dau/geodata';
import type { LayerPaint } from './layer-paint.ts';
import { byZoom } from './parts.ts';

/** A layer nobody has drawn yet is still shown, plainly. */
export function plainPaint(geometry: GeometryType): LayerPaint {
  if (geometry === 'Point') {
    return {
      rank: 15,
      legend: (palette) => [{ swatch: { shape: 'dot', fill: palette.service, outline: palette.halo, radius: 4 } }],
      draw: (palette) => [
        {
          part: 'dot',
          role: 'point',
          type: 'circle',
          paint: { 'circle-color': palette.service, 'circle-radius': byZoom(7, 2, 13, 5) },
        },
      ],
    };
  }
  const isArea = geometry === 'MultiPolygon';
  return {
    rank: 15,
    legend: (palette) => [
      isArea
        ? { swatch: { shape: 'area', fill: palette.service, fillOpacity: 0.1, outline: palette.service } }
        : { swatch: { shape: 'line', colour: palette.service, width: 2 } },
    ],
    draw: (palette) => [
      ...(isArea
        ? [
            {
              part: 'area',
              role: 'area' as const,
              type: 'fill' as const,
              paint: { 'fill-color': palette.service, 'fill-opacity': 0.1 },
            },
          ]
        : []),
      { part: 'line', role: 'edge', type: 'line', paint: { 'line-color': palette.service, 'line-width': 1.5 } },
    ],
  };
}
