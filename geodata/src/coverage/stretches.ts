import { intervalsOf } from '../measure/line-measure.ts';
import { activeRoads, always, litRoads, networkCoverage, pavedRoads } from '../measure/measures.ts';
import { reachOfPosts } from '../measure/reach.ts';
import { lengthMetresOf } from '../measure/road-graph.ts';
import { sliceLine } from '../measure/slice.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type { CoveragePeriod, CoverageStretches, CoveredLine, StretchMeasure } from './answer.ts';
import { visitedStretches } from './coverage-of-post.ts';
import { periodOf } from './days.ts';
import { lineNamed, linesNamed } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/**
 * What a measure covers of a post, or with null of the province, as lines to draw: with `reach` the roads that the post, or any
 * post, reaches within `parameters.reachMinutes`. Null when there is no such post, or when the measure is `active` and the
 * tracks were not given.
 */
export function stretchesOf(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string | null,
  measure: StretchMeasure,
  period: CoveragePeriod,
): CoverageStretches | null {
  const { works, sectors, roads } = prepared;
  const posts = works.posts.filter(({ id }) => postId === null || id === postId);
  if (posts.length === 0 && postId !== null) return null;
  if (measure === 'active' && named.rows['survey-track'] === undefined) return null;
  const stretches =
    measure === 'active'
      ? visitedStretches(named, activeRoads(prepared, postId, periodOf(period)))
      : (measure === 'reach'
          ? reachedLines(prepared, named, posts)
          : coveredLines(prepared, named, postId, measure)
        ).flatMap(({ line, covered }) => covered.map(([fromMetres, toMetres]) => ({ line, fromMetres, toMetres })));
  const roadNumbers = new Map(works.roads.map(({ id }, number) => [id, number]));
  const sectorNumbers = new Map(works.sectors.map(({ id }, number) => [id, number]));
  const features = stretches.flatMap(({ line: { id, name, layer }, ...stretch }) => {
    const isBorder = layer === 'border-line';
    const number = (isBorder ? sectorNumbers : roadNumbers).get(id) ?? -1;
    const held = (isBorder ? sectors : roads)[number];
    const geometry = held && sliceLine(held.network, held.line, stretch.fromMetres, stretch.toMetres);
    return geometry ? [{ type: 'Feature' as const, geometry, properties: { line: id, name, layer, ...stretch } }] : [];
  });
  return { type: 'FeatureCollection', features };
}

/** What a measure covers of each line of a post, or with null of the province; of `active` in all days there are tracks of. */
export function coveredLines(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string | null,
  measure: Exclude<StretchMeasure, 'reach'>,
): CoveredLine[] {
  if (measure === 'network') return linesNamed(named, networkCoverage(prepared, postId), 'border-line');
  const roads =
    measure === 'active'
      ? activeRoads(prepared, postId, always)
      : (measure === 'lit' ? litRoads : pavedRoads)(prepared, postId);
  return linesNamed(named, roads, 'patrol-road');
}

/** What any of some posts reaches of each usable road within `parameters.reachMinutes`. */
export function reachedLines(
  prepared: PreparedWorks,
  named: NamedWorks,
  posts: PreparedWorks['works']['posts'],
): CoveredLine[] {
  const { parameters, roads } = prepared;
  const reached = reachOfPosts(
    prepared,
    posts.map(({ position }) => position),
    parameters.reachMinutes,
  );
  return roads.map((road, number) => ({
    line: lineNamed(named, road.id, 'patrol-road'),
    totalMetres: lengthMetresOf(road),
    covered: intervalsOf(reached, number),
  }));
}
