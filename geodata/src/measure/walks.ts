import { rememberingNear } from './changes.ts';
import { IntervalBuilder } from './intervals.ts';
import type { WorkLine } from './line-measure.ts';
import { localDay, matchMarch } from './match-tracks.ts';
import { boxAround, boxAroundLine } from './runs.ts';
import type { TrackPiece } from './track-pieces.ts';
import type { DayStretch } from './visits.ts';
import type { PreparedWorks, TrackWork } from './works.ts';

/** A stretch of a road that one track walked, of those of its track that do not touch; and the local day it began. */
export type Walk = Omit<DayStretch, 'line'>;

interface Match {
  readonly road: WorkLine;
  readonly from: number;
  readonly to: number;
}
const walksKnown = rememberingNear<WorkLine, readonly Walk[]>();
const matchesKnown = rememberingNear<TrackPiece, readonly Match[]>();

/**
 * What all tracks walked of a usable road, on whatever day. Matching tracks is the dearest step of all: each piece of a track is
 * matched once, and after an edit of a road those pieces again that lie near.
 */
export function walksOn(prepared: PreparedWorks, road: WorkLine): readonly Walk[] {
  const { parameters, usable, pieces } = prepared;
  const { matchMetres, rivalMetres, fixGapMetres, dayStartsMinutesEast } = parameters;
  const told = JSON.stringify([matchMetres, rivalMetres, fixGapMetres]);
  const reach = matchMetres * 1.01 + 1;
  // What two fixes walked depends on the roads near each of them, and one of the two may lie on another road than this.
  const around = 2 * reach + fixGapMetres * 1.01;
  return walksKnown(
    road,
    `${told} ${dayStartsMinutesEast}`,
    [usable],
    () => boxAroundLine(road, around),
    () => {
      const byTrack = new Map<TrackWork, IntervalBuilder>();
      for (const piece of pieces().near(boxAroundLine(road, reach))) {
        for (const match of matchesOf(prepared, piece, told, reach)) {
          if (match.road !== road) continue;
          const builder = byTrack.get(piece.track) ?? new IntervalBuilder(1, 4);
          byTrack.set(piece.track, builder);
          builder.add(match.from, match.to);
        }
      }
      return [...byTrack].flatMap(([{ startedAt }, builder]) => {
        builder.endLine();
        const pairs = builder.pairs();
        const day = localDay(startedAt, dayStartsMinutesEast);
        return Array.from({ length: pairs.length / 2 }, (_, pair) => {
          return { from: pairs[2 * pair] as number, to: pairs[2 * pair + 1] as number, day };
        });
      });
    },
  );
}

function matchesOf(
  { roads, usable, parameters }: PreparedWorks,
  piece: TrackPiece,
  told: string,
  reach: number,
): readonly Match[] {
  return matchesKnown(
    piece,
    told,
    [usable],
    () => boxAround(piece, 0, reach),
    () =>
      matchMarch(piece.fixes, usable, parameters).map(([road, from, to]) => ({
        road: roads[road] as WorkLine,
        from,
        to,
      })),
  );
}
