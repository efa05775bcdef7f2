import {
  geometryLengthMetres,
  type LineIndex,
  matchTrack,
  simplifiedLine,
  type TrackFixes,
  trackParts,
} from '@phen-dau/geodata';
import type { ProposedRoad, RoadMatches, RoadStretch, StagedFeature } from './survey-reading.ts';

/** Layers whose lines follow roads, or propose them. */
const matchedLayers: ReadonlySet<string> = new Set(['survey-track', 'patrol-road']);

/** So many are listed; a reading is kept as one value and read with its survey. */
const mostStretches = 500;
const mostProposals = 200;
const mostPlaces = 20_000;
/** A receiver strays farther than this; a road drawn from a track needs no finer. */
const strayMetres = 2;

export const isMatched = (layer: string): boolean => matchedLayers.has(layer);

/**
 * Where the staged lines run on known roads, and what of them runs on none. `noted`: what the device noted, by the feature's
 * place in the file; `roadIds`: by the number a road has in the index. A feature that changes one of the register is left
 * out, it would follow itself.
 */
export function matchedRoads(
  features: readonly StagedFeature[],
  noted: ReadonlyMap<number, readonly TrackFixes[]>,
  roads: LineIndex,
  roadIds: readonly string[],
): RoadMatches {
  const stretches: RoadStretch[] = [];
  const proposals: ProposedRoad[] = [];
  let [gaps, stretchCount, proposalCount] = [0, 0, 0];
  let places = 0;
  for (const { index, geometry, changes } of features) {
    if (changes !== undefined) continue;
    const fixes = noted.get(index);
    const match = matchTrack(trackParts({ geometry, ...(fixes && { fixes }) }), roads);
    gaps += match.gaps.length;
    for (const { road, ...stretch } of match.stretches) {
      const id = roadIds[road];
      if (id === undefined) continue;
      stretchCount++;
      if (stretches.length < mostStretches) stretches.push({ ...rounded(stretch), feature: index, road: id });
    }
    proposalCount += match.unmatched.length;
    for (const run of match.unmatched) {
      if (proposals.length === mostProposals || places > mostPlaces) break;
      const coordinates = simplifiedLine(run.positions, strayMetres).map(([x, y]) => [x, y]);
      places += coordinates.length;
      const drawn = { type: 'LineString' as const, coordinates };
      proposals.push({ feature: index, part: run.part, metres: tenths(lengthOf(coordinates)), geometry: drawn });
    }
  }
  return { stretches, proposals, stretchCount, proposalCount, gaps };
}

const lengthOf = (line: number[][]) => geometryLengthMetres({ type: 'MultiLineString', coordinates: [line] });

const rounded = (stretch: Omit<RoadStretch, 'feature' | 'road'>) => ({
  ...stretch,
  fromMetres: tenths(stretch.fromMetres),
  toMetres: tenths(stretch.toMetres),
  offsetMetres: tenths(stretch.offsetMetres),
});

const tenths = (metres: number) => Math.round(10 * metres) / 10;
