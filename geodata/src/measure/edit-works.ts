import { type LampWork, withLamp } from './lamps.ts';
import type { LineIndex } from './line-index.ts';
import { prepareLines } from './line-network.ts';
import { roadRules, waysOn } from './road-rules.ts';
import type { ListSplice } from './spliced-list.ts';
import type { PreparedWorks, RoadWork, Works } from './works.ts';

/** One work of a list of `Works` put in, put in the place of another, or taken out. */
export type WorksEdit =
  | ({ readonly list: 'roads' } & ListSplice<RoadWork>)
  | ({ readonly list: 'lamps' } & ListSplice<LampWork>)
  | ({ readonly list: 'markers' } & ListSplice<Works['markers'][number]>);

/**
 * The works after an edit: they answer as if they were packed anew, to the last digit. Only what lies near the edit is computed
 * again, when it is asked about; the road graph is put together anew after an edit of a road, from junctions that are known.
 */
export function withEdit(prepared: PreparedWorks, edit: WorksEdit): PreparedWorks {
  const { length } = edit.list === 'lamps' ? prepared.lamps.list : prepared.works[edit.list];
  if (!(edit.at >= 0 && edit.at + edit.removes <= length)) throw new RangeError(`No ${edit.list} at ${edit.at}`);
  if (edit.list === 'roads') return withRoad(prepared, edit);
  if (edit.list === 'markers')
    return { ...prepared, works: worksWith(prepared, { markers: spliced(prepared.works.markers, edit) }) };
  const lamps = withLamp(prepared.lamps, edit, prepared.parameters);
  return { ...prepared, lamps, works: worksWith({ ...prepared, lamps }, {}) };
}

function withRoad(prepared: PreparedWorks, edit: ListSplice<RoadWork>): PreparedWorks {
  const { parameters } = prepared;
  const { at, removes, work } = edit;
  const before = { works: prepared.works.roads, line: removes === 1 ? (prepared.roads[at] ?? null) : null };
  const works = spliced(before.works, edit);
  // A road that changed in its words alone keeps its line, and with it all that is known of its course.
  const isSameLine = work !== null && before.line?.id === work.id && before.works[at]?.parts === work.parts;
  const line = isSameLine ? before.line : work && { id: work.id, network: prepareLines([work.parts]), line: 0 };
  const roads = spliced(prepared.roads, { at, removes, work: line });
  const rules = { before: roadRules(before.works, parameters), now: roadRules(works, parameters) };
  const shift = (Number(work !== null) - removes) as -1 | 0 | 1;
  const indexed = (index: LineIndex, rule: 'isUsable' | 'isReaching') => {
    const removed = before.line && rules.before[rule](at) ? before.line : null;
    const added = line && rules.now[rule](at) ? line : null;
    const stays = isSameLine && removed && added;
    return index.spliced({ at, shift, removed: stays ? null : removed, added: stays ? null : added });
  };
  const usable = indexed(prepared.usable, 'isUsable');
  const graph = usable === prepared.usable ? prepared.graph : undefined;
  return {
    ...prepared,
    works: worksWith(prepared, { roads: works }),
    roads,
    isUsable: rules.now.isUsable,
    reaching: indexed(prepared.reaching, 'isReaching'),
    usable,
    ...waysOn(works, roads, usable, parameters, graph),
  };
}

/** The lamps are put together when somebody asks for all of them. */
function worksWith(
  { works, lamps: { list } }: PreparedWorks,
  changed: Partial<Pick<Works, 'roads' | 'markers'>>,
): Works {
  const { posts, sectors, markers, roads, tracks } = works;
  return {
    ...{ posts, sectors, markers, roads, tracks },
    ...changed,
    get lamps() {
      return list.all();
    },
  };
}

function spliced<Work>(works: readonly Work[], { at, removes, work }: ListSplice<Work>): Work[] {
  return works.toSpliced(at, removes, ...(work === null ? [] : [work]));
}
