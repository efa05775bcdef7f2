import type { LayerPaint } from './layer-paint.ts';
import { alongLine, byZoom, label } from './parts.ts';

/** Tracks carry the colour of the measure they feed: patrolled. */
export const surveyTrack: LayerPaint = {
  rank: 55,
  legend: (palette) => [{ swatch: { shape: 'line', colour: palette.patrolled, width: 2.2, dash: [2, 1] } }],
  draw: (palette) => [
    {
      part: 'line',
      role: 'line',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.patrolled,
        'line-width': byZoom(8, 1, 12, 2, 15, 3.4),
        'line-dasharray': [2, 1],
        'line-opacity': 0.9,
      },
    },
    label(palette, { field: 'name', minzoom: 12.5, size: 11, colour: palette.patrolled, layout: alongLine }),
  ],
};
