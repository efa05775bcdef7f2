import { intervalsOf } from '../measure/line-measure.ts';
import { reachOfPost } from '../measure/reach.ts';
import { sliceLine } from '../measure/slice.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type { CoveragePeriod, CoverageStretch, CoverageStretches, StretchMeasure } from './answer.ts';
import { coverageOfPost } from './coverage-of-post.ts';
import { lineNamed } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/**
 * What a measure covers of a post, as lines to draw: with `reach` the roads it reaches within `parameters.reachMinutes`.
 * Null when there is no such post, or when the measure is `active` and the tracks were not given.
 */
export function stretchesOf(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string,
  measure: StretchMeasure,
  period: CoveragePeriod,
): CoverageStretches | null {
  const stretches =
    measure === 'reach'
      ? reachedStretches(prepared, named, postId)
      : coveredStretches(prepared, named, postId, measure, period);
  if (!stretches) return null;
  const { works, sectors, roads } = prepared;
  const roadNumbers = new Map(works.roads.map(({ id }, number) => [id, number]));
  const sectorNumbers = new Map(works.sectors.map(({ id }, number) => [id, number]));
  const features = stretches.flatMap((properties) => {
    const isBorder = properties.layer === 'border-line';
    const number = (isBorder ? sectorNumbers : roadNumbers).get(properties.line) ?? -1;
    const geometry = sliceLine(isBorder ? sectors : roads, number, properties.fromMetres, properties.toMetres);
    return geometry ? [{ type: 'Feature' as const, geometry, properties }] : [];
  });
  return { type: 'FeatureCollection', features };
}

function reachedStretches(prepared: PreparedWorks, named: NamedWorks, postId: string): CoverageStretch[] | null {
  const { works, parameters } = prepared;
  const post = works.posts.find(({ id }) => id === postId);
  if (!post) return null;
  const reached = reachOfPost(prepared, post.position, parameters.reachMinutes);
  return works.roads.flatMap(({ id }, road) =>
    intervalsOf(reached, road).map((stretch) => stretchAlong(lineNamed(named, id, 'patrol-road'), stretch)),
  );
}

function coveredStretches(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string,
  measure: Exclude<StretchMeasure, 'reach'>,
  period: CoveragePeriod,
): CoverageStretch[] | null {
  const measures = coverageOfPost(prepared, named, postId, period);
  if (measure === 'active') {
    return (
      measures?.active?.stretches.map(({ line, fromMetres, toMetres, days, lastDay }) => ({
        ...stretchAlong(line, [fromMetres, toMetres]),
        days,
        lastDay,
      })) ?? null
    );
  }
  return (
    measures?.[measure].lines.flatMap(({ line, covered }) => covered.map((each) => stretchAlong(line, each))) ?? null
  );
}

const stretchAlong = (
  { id, name, layer }: ReturnType<typeof lineNamed>,
  [fromMetres, toMetres]: readonly [number, number],
): CoverageStretch => ({ line: id, name, layer, fromMetres, toMetres });
