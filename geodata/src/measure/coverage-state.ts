import { coverLineByLines } from './cover-by-lines.ts';
import { coverLineByPoints } from './cover-by-points.ts';
import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import { LineIndex } from './line-index.ts';
import { type LineNetwork, type LineParts, prepareLines } from './line-network.ts';
import { type LinePlace, nearestLine } from './locate.ts';
import { PointGrid } from './point-grid.ts';
import { type Positions, preparePositions } from './positions.ts';
import { boxAround, boxAroundPoint } from './runs.ts';
import { SlotList } from './slot-list.ts';

/** What a coverage state is made of. Works are known by their number in these lists; numbers beyond are free for new ones. */
export interface CoverageScene {
  readonly roads: LineNetwork;
  /** Whether a road may be travelled; roads that may not are lit or dark, but reach neither border nor markers. */
  readonly isUsable: (road: number) => boolean;
  /** Working lamps. */
  readonly lamps: Positions;
  readonly border: LineNetwork;
  /** `[longitude, latitude, …]` of the markers, degrees. */
  readonly markerDegrees: Float64Array;
}

/** Distances of the measures, metres. */
export interface CoverageReaches {
  readonly lightMetres: number;
  readonly borderMetres: number;
  readonly accessMetres: number;
}

/** What an edit changed: the works whose coverage is different now, by their numbers in ascending order. */
export interface CoverageChange {
  readonly roads: readonly number[];
  readonly sectors: readonly number[];
  readonly markers: readonly number[];
  /** Roads, sectors and markers that were computed anew to find that out: those whose box the edit lies near, and no others. */
  readonly computed: number;
}

type Pairs = Float64Array<ArrayBufferLike>;
const nothing: Pairs = new Float64Array();
const found = new SlotList();

/**
 * Lighting, border coverage and marker access kept up to date while lamps, roads and markers are added, moved and removed.
 * An edit recomputes whole lines near it, and only those, by the same code as a full computation, so the two never differ.
 * It is for planning, where works are dragged about; until then `bench coverage` alone uses it, and pages and API compute from
 * `PreparedWorks`, which knows gaps, ways and names. Resident: about 120 bytes a vertex. After as many edits as there are works, make a new one: what is removed leaves holes.
 */
export class CoverageState {
  readonly #border: LineNetwork;
  readonly #reaches: CoverageReaches;
  readonly #roads: ({ readonly network: LineNetwork; readonly line: number } | null)[] = [];
  readonly #allRoads: LineIndex;
  readonly #usableRoads: LineIndex;
  readonly #lamps: PointGrid;
  readonly #markers: PointGrid;
  readonly #sectors: LineIndex;
  readonly #lampSlots: (number | null)[];
  readonly #markerSlots: (number | null)[];
  readonly #markerPlaces: ([number, number] | null)[] = [];
  readonly #lit: Pairs[] = [];
  readonly #reached: Pairs[] = [];
  readonly #access: (LinePlace | null)[] = [];
  readonly #builder = new IntervalBuilder(1);

  constructor({ roads, isUsable, lamps, border, markerDegrees }: CoverageScene, reaches: CoverageReaches) {
    const markers = preparePositions(markerDegrees);
    this.#border = border;
    this.#reaches = reaches;
    this.#allRoads = new LineIndex(roads);
    this.#usableRoads = new LineIndex(roads, isUsable);
    this.#sectors = new LineIndex(border);
    this.#lamps = new PointGrid(lamps, reaches.lightMetres);
    this.#markers = new PointGrid(markers, Math.max(reaches.accessMetres, 100));
    this.#lampSlots = slotsOf(this.#lamps);
    this.#markerSlots = slotsOf(this.#markers);
    for (let road = 0; road < roads.lineCount; road++) {
      this.#roads.push({ network: roads, line: road });
      this.#lit.push(this.#light(road));
    }
    for (let sector = 0; sector < border.lineCount; sector++) this.#reached.push(this.#reach(sector));
    for (let marker = 0; marker < markers.count; marker++) {
      this.#markerPlaces.push([markerDegrees[2 * marker] as number, markerDegrees[2 * marker + 1] as number]);
      this.#access.push(this.#nearestRoad(marker));
    }
  }

  /** Lit stretches of a road, `[from, to, …]` in metres of chainage; empty for a road that is not there. */
  litStretches(road: number): Pairs {
    return this.#lit[road] ?? nothing;
  }

  /** Stretches of a border sector within reach of a usable road. */
  reachedStretches(sector: number): Pairs {
    return this.#reached[sector] ?? nothing;
  }

  /** The nearest place on a usable road within the access distance; null when there is none. */
  accessOf(marker: number): LinePlace | null {
    return this.#access[marker] ?? null;
  }

  /** Length of a road along the geodesics of WGS 84 between its vertices, parts added up; 0 for a road that is not there. */
  roadLengthMetres(road: number): number {
    const held = this.#roads[road];
    return held ? (held.network.lengthMetres[held.line] as number) : 0;
  }

  /** Lit stretches of all roads as one table. */
  litTable(): IntervalTable {
    return tableOf(this.#lit);
  }

  /** Reached stretches of all border sectors as one table. */
  reachedTable(): IntervalTable {
    return tableOf(this.#reached);
  }

  /** Puts a working lamp at `[longitude, latitude]`, moves it there, or takes it out (null: removed or broken). */
  setLamp(lamp: number, position: readonly number[] | null): CoverageChange {
    const touched = new Set<number>();
    const slot = this.#lampSlots[lamp] ?? null;
    if (slot !== null) {
      this.#collectLines(this.#allRoads, boxAroundPoint(this.#lamps.values, slot, this.#reaches.lightMetres), touched);
      this.#lamps.remove(slot);
    }
    let newSlot: number | null = null;
    if (position) {
      const prepared = preparePositions(Float64Array.from(position.slice(0, 2)));
      newSlot = this.#lamps.add(prepared.values, 0, lamp);
      this.#collectLines(this.#allRoads, boxAroundPoint(prepared.values, 0, this.#reaches.lightMetres), touched);
    }
    this.#lampSlots[lamp] = newSlot;
    return { roads: this.#relight(touched), sectors: [], markers: [], computed: touched.size };
  }

  /** Builds a road, changes its course or its usability, or removes it (`parts` null). */
  setRoad(road: number, parts: LineParts | null, { usable = true } = {}): CoverageChange {
    const sectors = new Set<number>();
    const markers = new Set<number>();
    this.#collectAround(road, sectors, markers);
    this.#allRoads.remove(road);
    this.#usableRoads.remove(road);
    while (this.#roads.length <= road) {
      this.#roads.push(null);
      this.#lit.push(nothing);
    }
    this.#roads[road] = null;
    if (parts) {
      const network = prepareLines([parts]);
      this.#roads[road] = { network, line: 0 };
      this.#allRoads.add(network, 0, road);
      if (usable) this.#usableRoads.add(network, 0, road);
      this.#collectAround(road, sectors, markers);
    }
    const changedSectors = ascending(sectors).filter((sector) => {
      const before = this.#reached[sector] as Pairs;
      this.#reached[sector] = this.#reach(sector);
      return !areEqual(before, this.#reached[sector] as Pairs);
    });
    const computed = 1 + sectors.size + markers.size;
    return { roads: this.#relight([road]), sectors: changedSectors, markers: this.#readmit(markers), computed };
  }

  /** Sets up a marker at `[longitude, latitude]`, moves it, or takes it out. */
  setMarker(marker: number, position: readonly number[] | null): CoverageChange {
    const slot = this.#markerSlots[marker] ?? null;
    if (slot !== null) this.#markers.remove(slot);
    while (this.#access.length <= marker) this.#access.push(null);
    this.#markerPlaces[marker] = position ? [position[0] as number, position[1] as number] : null;
    const prepared = position && preparePositions(Float64Array.from(position.slice(0, 2)));
    this.#markerSlots[marker] = prepared ? this.#markers.add(prepared.values, 0, marker) : null;
    return { roads: [], sectors: [], markers: this.#readmit([marker]), computed: 1 };
  }

  #relight(roads: Iterable<number>): number[] {
    return ascending(roads).filter((road) => {
      const before = this.#lit[road] as Pairs;
      const now = this.#light(road);
      this.#lit[road] = now;
      return !areEqual(before, now);
    });
  }

  #readmit(markers: Iterable<number>): number[] {
    return ascending(markers).filter((marker) => {
      const before = this.#access[marker] ?? null;
      const now = this.#nearestRoad(marker);
      this.#access[marker] = now;
      return before?.id !== now?.id || before?.distanceMetres !== now?.distanceMetres;
    });
  }

  #light(road: number): Pairs {
    const held = this.#roads[road];
    if (!held) return nothing;
    this.#builder.restart();
    coverLineByPoints(held.network, held.line, this.#lamps, this.#reaches.lightMetres, this.#builder);
    this.#builder.endLine();
    return this.#builder.pairs();
  }

  #reach(sector: number): Pairs {
    this.#builder.restart();
    coverLineByLines(this.#border, sector, this.#usableRoads, this.#reaches.borderMetres, this.#builder);
    this.#builder.endLine();
    return this.#builder.pairs();
  }

  #nearestRoad(marker: number): LinePlace | null {
    const position = this.#markerPlaces[marker];
    return position ? nearestLine(this.#usableRoads, position, this.#reaches.accessMetres) : null;
  }

  /** Adds the sectors and markers a road may reach as it lies now. */
  #collectAround(road: number, sectors: Set<number>, markers: Set<number>): void {
    const held = this.#roads[road];
    if (!held) return;
    const { runs } = held.network;
    const { borderMetres, accessMetres } = this.#reaches;
    for (let run = runs.lineRuns[held.line] as number; run < (runs.lineRuns[held.line + 1] as number); run++) {
      const place = runs.places[run] as number;
      this.#collectLines(this.#sectors, boxAround(runs, place, borderMetres * 1.001 + 1), sectors);
      const count = this.#markers.gather(boxAround(runs, place, accessMetres * 1.001 + 1), found);
      for (let index = 0; index < count; index++) {
        markers.add(this.#markers.members[found.slots[index] as number] as number);
      }
    }
  }

  #collectLines(index: LineIndex, box: Float64Array, lines: Set<number>): void {
    const count = index.gather(box, found);
    for (let item = 0; item < count; item++) lines.add(index.ids[found.slots[item] as number] as number);
  }
}

function slotsOf({ members }: PointGrid): number[] {
  const slots = new Array<number>(members.length);
  members.forEach((member, slot) => {
    slots[member] = slot;
  });
  return slots;
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

function areEqual(a: Pairs, b: Pairs): boolean {
  return a.length === b.length && a.every((metres, index) => metres === b[index]);
}

function tableOf(lines: readonly Pairs[]): IntervalTable {
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((pairs, line) => {
    starts[line + 1] = (starts[line] as number) + pairs.length / 2;
  });
  const from = new Float64Array(starts[lines.length] as number);
  const to = new Float64Array(from.length);
  lines.forEach((pairs, line) => {
    for (let index = 0; index < pairs.length / 2; index++) {
      const place = (starts[line] as number) + index;
      from[place] = pairs[2 * index] as number;
      to[place] = pairs[2 * index + 1] as number;
    }
  });
  return { starts, from, to };
}
