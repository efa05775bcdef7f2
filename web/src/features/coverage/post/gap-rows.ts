import type { CoverageGap, GapReason, PostMeasures } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import { type GapRef, type MeasureKey, measureKeys } from '../../../state/coverage.ts';

/** A line of the gap list: a stretch that a measure leaves out, or a marker that no road reaches. */
export interface GapRow {
  readonly key: string;
  readonly measure: MeasureKey;
  /** Name of the road or sector, number of the marker. */
  readonly name: string;
  readonly ref: GapRef;
  /** Undefined for a marker: it has a place and no length. */
  readonly stretch: Pick<CoverageGap, 'fromMetres' | 'toMetres' | 'metres'> | undefined;
  readonly nearestPost: CoverageGap['nearestPost'];
  readonly reason: GapReason;
  readonly geometry: Geometry;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** The gaps of one measure or of all, the worst first: stretches by their length, then markers by their number. */
export function gapRows(measures: PostMeasures, listed: MeasureKey | 'all'): GapRow[] {
  const keys = listed === 'all' ? measureKeys : [listed];
  const stretches = keys.flatMap((key) => (key === 'markers' ? [] : stretchRows(measures, key)));
  // A stable sort: gaps of one length stay in the order of the five numbers.
  stretches.sort((a, b) => (b.stretch?.metres ?? 0) - (a.stretch?.metres ?? 0));
  return [...stretches, ...(keys.includes('markers') ? markerRows(measures) : [])];
}

function stretchRows(measures: PostMeasures, measure: Exclude<MeasureKey, 'markers'>): GapRow[] {
  return (measures[measure]?.gaps ?? []).map((gap) => {
    const ref = gapRef(measure, gap);
    return {
      key: `${measure} ${ref.id} ${ref.fromMetres}-${ref.toMetres}`,
      measure,
      name: gap.line.name,
      ref,
      stretch: gap,
      nearestPost: gap.nearestPost,
      reason: gap.reason,
      geometry: gap.geometry,
    };
  });
}

function markerRows({ markers }: PostMeasures): GapRow[] {
  return [...markers.missing]
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ id, name, position, nearestPost, reason }) => ({
      key: `markers ${id}`,
      measure: 'markers',
      name,
      ref: { measure: 'markers', id },
      stretch: undefined,
      nearestPost,
      reason,
      geometry: { type: 'Point', coordinates: [...position] },
    }));
}

/** A link says a gap in whole metres, which no two gaps of one line share. */
function gapRef(measure: MeasureKey, gap: CoverageGap): GapRef {
  return { measure, id: gap.line.id, fromMetres: Math.round(gap.fromMetres), toMetres: Math.round(gap.toMetres) };
}

export const isSameGap = (a: GapRef, b: GapRef | undefined): boolean =>
  a.measure === b?.measure && a.id === b.id && a.fromMetres === b.fromMetres && a.toMetres === b.toMetres;

/** Metres of all stretches listed. */
export const metresOf = (rows: readonly GapRow[]): number =>
  rows.reduce((sum, { stretch }) => sum + (stretch?.metres ?? 0), 0);
