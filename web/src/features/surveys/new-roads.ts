import type { FeatureCollection, Geometry } from 'geojson';
import { labelPlace } from '../../map/label-place.ts';
import type { PlaceName, ProposalShape } from '../../map/survey-overlays.ts';

/** Stretches that were walked where no road is known. */
export type ProposedRoads = FeatureCollection<Geometry, { readonly length_metres: number }>;

/** What a person says of the new roads: a name, which is counted on where there are several, and words of the layer. */
export interface RoadValues {
  readonly name: string;
  readonly [field: string]: string;
}

/** The chosen stretches, by their numbers from 1, as a file of roads. */
export function newRoads(
  { features }: ProposedRoads,
  chosen: ReadonlySet<number>,
  { name, ...words }: RoadValues,
): FeatureCollection {
  const taken = features.filter((_, at) => chosen.has(at + 1));
  return {
    type: 'FeatureCollection',
    features: taken.map(({ geometry, properties: { length_metres } }, at) => ({
      ...{ type: 'Feature', geometry },
      properties: { name: taken.length > 1 ? `${name} ${at + 1}` : name, ...words, length_metres },
    })),
  };
}

/** How they are drawn: each with its number, what is not chosen faint. */
export function drawnProposals({ features }: ProposedRoads, chosen: ReadonlySet<number>) {
  return features.flatMap(({ geometry }, at): (ProposalShape | PlaceName)[] => {
    const number = at + 1;
    const place = labelPlace(geometry);
    return [
      { type: 'Feature', geometry, properties: { number, isChosen: chosen.has(number) } },
      ...(place
        ? [
            {
              ...{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: place } },
              properties: { label: String(number) },
            },
          ]
        : []),
    ];
  });
}
