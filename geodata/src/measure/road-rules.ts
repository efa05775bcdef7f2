import type { LineIndex } from './line-index.ts';
import type { WorkLine } from './line-measure.ts';
import { once } from './once.ts';
import { type MeasureParameters, surfacePace } from './parameters.ts';
import { buildRoadGraph } from './road-graph.ts';
import { RoadRouter } from './routes.ts';
import type { PreparedWorks, RoadWork } from './works.ts';

/** Which roads count, by number. */
export function roadRules(roads: readonly RoadWork[], { usableStatuses, networkKinds }: MeasureParameters) {
  const isUsable = (road: number) => usableStatuses.includes(roads[road]?.status ?? '');
  return { isUsable, isReaching: (road: number) => isUsable(road) && networkKinds.includes(roads[road]?.kind ?? '') };
}

/** The graph and the routers on it, each made when it is first asked for. */
export function waysOn(
  works: readonly RoadWork[],
  roads: readonly WorkLine[],
  usable: LineIndex,
  parameters: MeasureParameters,
  graph = once(() => {
    return buildRoadGraph(roads, usable, roadRules(works, parameters).isUsable, parameters.joinMetres);
  }),
): Pick<PreparedWorks, 'graph' | 'byTime' | 'byDistance'> {
  return {
    graph,
    byTime: once(() => new RoadRouter(graph(), (road) => surfacePace(parameters, works[road]?.surface ?? ''))),
    byDistance: once(() => new RoadRouter(graph(), () => 1)),
  };
}
