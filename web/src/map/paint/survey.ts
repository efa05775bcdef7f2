import type { LayerPaint } from './layer-paint.ts';
import { byZoom } from './parts.ts';

/** Tracks carry the colour of the measure they feed, patrolled: a pale ribbon under the roads, so that the road stays legible. */
export const surveyTrack: LayerPaint = {
  rank: 45,
  legend: (palette) => [{ swatch: { shape: 'line', colour: palette.patrolled, width: 6 } }],
  draw: (palette) => [
    {
      part: 'line',
      role: 'line',
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': palette.patrolled,
        'line-width': byZoom(8, 2, 12, 5.5, 15, 11),
        'line-opacity': palette.scheme === 'dark' ? 0.4 : 0.32,
      },
    },
  ],
};
