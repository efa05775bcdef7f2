import type { Gap, LineMeasure } from '../measure/line-measure.ts';
import type { Access } from '../measure/reach.ts';
import type {
  CoverageGap,
  CoveredLine,
  GapReason,
  LineCoverage,
  LineFigures,
  NamedLine,
  NamedPlace,
  Way,
} from './answer.ts';
import type { NamedWorks } from './works-of.ts';

type Names = Pick<NamedWorks, 'names'>;

export const placeNamed = ({ names }: Names, id: string): NamedPlace => ({ id, name: names.get(id) ?? '' });

/** The post nearest to a place, with its name. */
export const postNamed = (named: Names, nearest: Gap['nearestPost']): CoverageGap['nearestPost'] =>
  nearest && { ...placeNamed(named, nearest.id), metres: nearest.metres };

export const lineNamed = ({ names }: Names, id: string, layer: NamedLine['layer']): NamedLine => ({
  id,
  name: names.get(id) ?? '',
  layer,
});

/** A measure of lines with names in the place of ids, and with the reason of each gap. */
export function lineCoverage(
  named: Names,
  measure: LineMeasure,
  layer: NamedLine['layer'],
  reasonOf: (gap: Gap) => GapReason,
): LineCoverage {
  return {
    ...figuresOf(measure),
    gaps: measure.gaps.map((gap) => ({
      ...gap,
      line: lineNamed(named, gap.line, layer),
      nearestPost: postNamed(named, gap.nearestPost),
      reason: reasonOf(gap),
    })),
    lines: linesNamed(named, measure, layer),
  };
}

export const linesNamed = (named: Names, measure: LineMeasure, layer: NamedLine['layer']): CoveredLine[] =>
  measure.lines.map(({ line, ...covered }) => ({ line: lineNamed(named, line, layer), ...covered }));

export const figuresOf = ({ metres, totalMetres, share }: LineFigures): LineFigures => ({ metres, totalMetres, share });

/** A way with its whole time; null stays null: no road leads there. */
export function wayOf(access: Access | null): Way | null {
  if (!access) return null;
  const { post: _, ...legs } = access;
  return { ...legs, totalSeconds: legs.postLegSeconds + legs.roadSeconds + legs.placeLegSeconds };
}
