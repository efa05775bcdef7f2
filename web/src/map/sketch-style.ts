import type { Feature } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { LngLat } from '../api/types.ts';
import type { Tool } from '../state/store.ts';
import type { Palette } from './palette.ts';

const source = 'sketch';

/** What is being measured, on top of everything. */
export function sketchStyle(tool: Tool, points: readonly LngLat[], palette: Palette) {
  const features: Feature[] = points.map((point) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates: [...point] },
  }));
  const path = points.map((point) => [...point]);
  if (path.length > 1) {
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: path } });
  }
  const [first] = path;
  if (tool === 'measure-area' && first && path.length > 2) {
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[...path, first]] } });
  }
  const sources: Record<string, SourceSpecification> = {
    [source]: { type: 'geojson', data: { type: 'FeatureCollection', features } },
  };
  const layers: LayerSpecification[] = [
    {
      id: 'sketch:area',
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.ink, 'fill-opacity': 0.12 },
    },
    {
      id: 'sketch:casing',
      type: 'line',
      source,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': 5 },
    },
    {
      id: 'sketch:line',
      type: 'line',
      source,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.ink, 'line-width': 2.2 },
    },
    {
      id: 'sketch:point',
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': palette.halo,
        'circle-radius': 4,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
  ];
  return { sources, layers };
}
