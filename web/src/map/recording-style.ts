import type { Feature } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Recording } from '../state/recording.ts';
import type { Palette } from './palette.ts';

export type RecordingPicture = Pick<Recording, 'stretches' | 'marks' | 'last'>;

const source = 'recording';

/** The track that is being recorded, over everything, and where the device is. */
export function recordingStyle(recording: RecordingPicture | undefined, palette: Palette) {
  if (!recording) return { sources: {}, layers: [] };
  const { stretches, marks, last } = recording;
  const point = (role: string, position: readonly number[]): Feature => ({
    ...{ type: 'Feature', properties: { role } },
    geometry: { type: 'Point', coordinates: [...position] },
  });
  const features: Feature[] = [
    ...stretches
      .filter((stretch) => stretch.length > 1)
      .map(
        (stretch): Feature => ({
          ...{ type: 'Feature', properties: { role: 'walked' } },
          geometry: { type: 'LineString', coordinates: stretch.map((position) => [...position]) },
        }),
      ),
    ...marks.map((position) => point('mark', position)),
    ...(last ? [point('here', last.position)] : []),
  ];
  const sources: Record<string, SourceSpecification> = {
    [source]: { type: 'geojson', data: { type: 'FeatureCollection', features } },
  };
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const layers: LayerSpecification[] = [
    {
      ...{ id: 'recording:casing', type: 'line', source, layout: round, filter: ['==', ['get', 'role'], 'walked'] },
      paint: { 'line-color': palette.halo, 'line-width': 7 },
    },
    {
      ...{ id: 'recording:line', type: 'line', source, layout: round, filter: ['==', ['get', 'role'], 'walked'] },
      paint: { 'line-color': palette.patrolled, 'line-width': 4 },
    },
    {
      ...{ id: 'recording:mark', type: 'circle', source, filter: ['==', ['get', 'role'], 'mark'] },
      paint: {
        'circle-color': palette.halo,
        'circle-radius': 5,
        'circle-stroke-color': palette.patrolled,
        'circle-stroke-width': 3,
      },
    },
    {
      ...{ id: 'recording:here', type: 'circle', source, filter: ['==', ['get', 'role'], 'here'] },
      paint: {
        'circle-color': palette.patrolled,
        'circle-radius': 7,
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 3,
      },
    },
  ];
  return { sources, layers };
}
