import type { NetworkLine } from './line-network.ts';
import type { MeasureParameters } from './parameters.ts';
import { PointGrid } from './point-grid.ts';
import { preparePlaces } from './positions.ts';
import { boxAround, boxAroundPoint } from './runs.ts';
import { SlotList } from './slot-list.ts';
import { type ListSplice, SplicedList } from './spliced-list.ts';

/** A lamp; `status` is a word of the layer `solar-lamp`, and `MeasureParameters` say which words light and which count. */
export interface LampWork {
  readonly id: string;
  /** `[longitude, latitude]`, degrees, WGS 84. */
  readonly position: readonly number[];
  readonly postId: string | null;
  readonly status: string;
}

/** All lamps, and where those stand that work. */
export interface Lamps {
  readonly list: SplicedList<LampWork>;
  /** The lamps that work, each with its place in `working` as its number. */
  readonly grid: PointGrid;
  /** Grows with every edit and is shared by all lamps made by `withLamp`: a number is given once. */
  readonly working: LampWork[];
  /** How many lamps of each status a post (null: everybody) had when they were counted, and the edits since that count. */
  readonly tallies: ReadonlyMap<string | null, ReadonlyMap<string, number>>;
  readonly recounted: readonly { readonly removed: LampWork | null; readonly added: LampWork | null }[];
}

type LampParameters = Pick<MeasureParameters, 'lightMetres' | 'workingStatuses'>;

/** Packs lamps. Cells that suit one reach of lamps answer for another, a little slower. */
export function packLamps(lamps: readonly LampWork[], parameters: LampParameters): Lamps {
  const working = lamps.filter(({ status }) => parameters.workingStatuses.includes(status));
  return {
    list: new SplicedList(lamps),
    grid: new PointGrid(positionsOf(working), parameters.lightMetres),
    working,
    tallies: tallyOf(lamps),
    recounted: [],
  };
}

/** The lamps after an edit, in microseconds; those given stay as they are. */
export function withLamp(lamps: Lamps, splice: ListSplice<LampWork>, parameters: LampParameters): Lamps {
  const isWorking = (lamp: LampWork | null) => lamp !== null && parameters.workingStatuses.includes(lamp.status);
  const removed = splice.removes === 1 ? lamps.list.at(splice.at) : null;
  const list = lamps.list.spliced(splice);
  const { work } = splice;
  const slot = removed && isWorking(removed) ? slotOf(lamps, removed) : null;
  const put = work && isWorking(work) ? { positions: positionsOf([work]), member: lamps.working.push(work) - 1 } : null;
  const grid = slot === null && !put ? lamps.grid : lamps.grid.edited(slot, put);
  const isCountedAlike = work && removed?.status === work.status && removed.postId === work.postId;
  const recounted = isCountedAlike ? lamps.recounted : [...lamps.recounted, { removed, added: work }];
  const edited = { ...lamps, list, grid, recounted };
  return sortedAnew(countedAnew(edited), parameters);
}

/** With the edits in the count, once they are many. */
function countedAnew(lamps: Lamps): Lamps {
  if (lamps.recounted.length <= mostRecounted) return lamps;
  return { ...lamps, tallies: tallyOf(lamps.list.all()), recounted: [] };
}

/** With the edits in the cells, once they are many: a search looks through them all. */
function sortedAnew(lamps: Lamps, { lightMetres, workingStatuses }: LampParameters): Lamps {
  if (lamps.grid.editCount <= 256 + 2 * Math.sqrt(lamps.list.length)) return lamps;
  const working = lamps.list.all().filter(({ status }) => workingStatuses.includes(status));
  return { ...lamps, working, grid: new PointGrid(positionsOf(working), lightMetres, lamps.grid.changes) };
}

const mostRecounted = 100;

const found = new SlotList();

/** The working lamps inside the boxes of a line's runs, each once. */
export function lampsNear(
  { grid, working }: Lamps,
  { network: { runs }, line }: NetworkLine,
  metres: number,
): LampWork[] {
  const lamps = new Set<LampWork>();
  for (let run = runs.lineRuns[line] as number; run < (runs.lineRuns[line + 1] as number); run++) {
    const count = grid.gather(boxAround(runs, runs.places[run] as number, metres), found);
    for (let item = 0; item < count; item++) {
      lamps.add(working[grid.memberAt(found.slots[item] as number)] as LampWork);
    }
  }
  return [...lamps];
}

/** How many lamps a post (null: everybody) has of the statuses that `counts` accepts. */
export function countLamps({ tallies, recounted }: Lamps, postId: string | null, counts: (status: string) => boolean) {
  let count = 0;
  for (const [status, lamps] of tallies.get(postId) ?? []) if (counts(status)) count += lamps;
  const isCounted = (lamp: LampWork | null) =>
    lamp !== null && (postId === null || lamp.postId === postId) && counts(lamp.status);
  for (const { removed, added } of recounted) count += Number(isCounted(added)) - Number(isCounted(removed));
  return count;
}

function tallyOf(lamps: readonly LampWork[]): Lamps['tallies'] {
  const tallies = new Map<string | null, Map<string, number>>();
  for (const { postId, status } of lamps) {
    for (const owner of postId === null ? [null] : [null, postId]) {
      const tally = tallies.get(owner) ?? new Map<string, number>();
      tallies.set(owner, tally.set(status, (tally.get(status) ?? 0) + 1));
    }
  }
  return tallies;
}

/** Null for a lamp whose position is none. */
function slotOf({ grid, working }: Lamps, lamp: LampWork): number | null {
  const count = grid.gather(boxAroundPoint(positionsOf([lamp]).values, 0, 0), found);
  for (let item = 0; item < count; item++) {
    const slot = found.slots[item] as number;
    if (working[grid.memberAt(slot)] === lamp) return slot;
  }
  return null;
}

const positionsOf = (lamps: readonly LampWork[]) => preparePlaces(lamps.map(({ position }) => position));
