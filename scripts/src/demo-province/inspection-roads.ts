import { crossingOf, SegmentIndex } from './crossings.ts';
import { type Place, storedLengthMetres } from './frame.ts';
import type { Marker } from './markers.ts';
import { distance, itemAt } from './polyline.ts';
import { randomOf } from './random.ts';

/** A road that ends exactly at its marker and begins exactly at a place of the patrol road. */
export interface MarkerRoad {
  readonly marker: Marker;
  readonly line: readonly Place[];
}

export interface MarkerRoads {
  /** The roads of the programme: 332, 76 km. */
  readonly inspection: readonly MarkerRoad[];
  /** Branches of the patrol road that end at a marker and are not of the programme. */
  readonly branches: readonly MarkerRoad[];
}

/** As reported: 332 roads and 76 km in all, of which Chi Lăng has 24 with 5.5 km; all 33 of its markers are reached. */
const chiLang = { code: 'chi-lang', roads: 24, metres: 5_500 };
const others = { roads: 308, metres: 70_500, branches: 13 };

/** A road before its bends are given their strength. */
interface Sketch {
  readonly marker: Marker;
  readonly foot: Place;
  readonly straightMetres: number;
  readonly bends: number;
  readonly side: number;
  /** The strongest bends it can take without crossing the border; none when even the straight way crosses it. */
  readonly room: number | undefined;
}

export function layMarkerRoads(
  seed: number,
  line: readonly Place[],
  markers: readonly Marker[],
  patrolPlaces: readonly Place[],
): MarkerRoads {
  const random = randomOf(seed, 'inspection roads');
  const index = placesByCell(patrolPlaces);
  const border = new SegmentIndex(200);
  border.add(line, 0);
  let before: { marker: Marker; foot: Place } | undefined;
  const sketches = markers.map((marker): Sketch => {
    const own = footOf(marker.place, index, border);
    // Where straight ways would cross, two roads begin at one place.
    const meets = before && crossingOf(own, marker.place, before.foot, before.marker.place);
    const foot = before && meets ? before.foot : own;
    before = { marker, foot };
    const sketch = {
      marker,
      foot,
      straightMetres: distance(foot, marker.place),
      bends: random.pick([1, 1.5, 2]),
      side: random.pick([-1, 1]),
      room: 0,
    };
    const room = strengths.find((strength) => !border.isCrossedBy(bent(sketch, strength), atMarkerMetres));
    return { ...sketch, room };
  });
  const near = (one: Sketch, other: Sketch) => one.straightMetres - other.straightMetres;
  const possible = sketches.filter(({ room }) => room !== undefined).sort(near);
  const ofChiLang = possible.filter(({ marker }) => marker.post.code === chiLang.code);
  const ofOthers = possible.filter(({ marker }) => marker.post.code !== chiLang.code);
  const chosen = chosenFor(ofChiLang, chiLang.roads, chiLang.metres);
  const chosenOthers = chosenFor(ofOthers, others.roads, others.metres);
  const left = random.shuffled(ofOthers.filter((sketch) => !chosenOthers.includes(sketch)));
  const branches = [...ofChiLang.filter((sketch) => !chosen.includes(sketch)), ...left.slice(0, others.branches)];
  const roads = [...ofLength(chosen, chiLang.metres, border), ...ofLength(chosenOthers, others.metres, border)];
  return {
    inspection: roads,
    branches: branches.map((sketch) => ({ marker: sketch.marker, line: bent(sketch, Math.min(0.4, roomOf(sketch))) })),
  };
}

/** A road touches the border at its marker; anything farther from it is a crossing. */
const atMarkerMetres = 1;
const strengths = [4, 3, 2.4, 1.8, 1.2, 0.8, 0.5, 0.25, 0] as const;
const roomOf = ({ room = 0 }: Sketch): number => room;

/** As many neighbours in the order of distance as there are roads, so that bends make up what the straight ways lack. */
function chosenFor(sorted: readonly Sketch[], roads: number, metres: number): Sketch[] {
  const start = Array.from({ length: sorted.length - roads + 1 }, (_, first) => {
    const straight = sorted.slice(first, first + roads).reduce((sum, sketch) => sum + sketch.straightMetres, 0);
    return { first, lack: Math.abs(straight - metres * 0.8), straight };
  }).sort((a, b) => a.lack - b.lack)[0];
  if (!start || start.straight >= metres)
    throw new Error(
      `The straight ways are longer than the roads may be: ${Math.round(start?.straight ?? 0)} m for ${metres} m`,
    );
  return sorted.slice(start.first, start.first + roads);
}

/** Bends all roads by the one strength that gives the reported total, as far as each has room. */
function ofLength(sketches: readonly Sketch[], metres: number, border: SegmentIndex): MarkerRoad[] {
  const bentBy = (sketch: Sketch, strength: number) => bent(sketch, Math.min(strength, roomOf(sketch)));
  const total = (strength: number) =>
    sketches.reduce((sum, sketch) => sum + storedLengthMetres(bentBy(sketch, strength)), 0);
  let weak = 0;
  let strong: number = strengths[0];
  if (total(strong) < metres) throw new Error('The roads cannot be bent enough');
  for (let round = 0; round < 32; round++) {
    const strength = (weak + strong) / 2;
    if (total(strength) < metres) weak = strength;
    else strong = strength;
  }
  const lines = sketches.map((sketch) => ({ sketch, line: bentBy(sketch, strong) }));
  // Weaker bends than the room allows may cross where stronger ones did not; those roads get less room, all others more.
  const crossing = new Set([
    ...lines.filter(({ line }) => border.isCrossedBy(line, atMarkerMetres)).map(({ sketch }) => sketch),
    ...crossingEachOther(lines),
  ]);
  if (crossing.size === 0) return lines.map(({ sketch, line }) => ({ marker: sketch.marker, line }));
  if ([...crossing].every((sketch) => sketch.room === 0)) throw new Error('Two straight roads to markers cross');
  const tighter = sketches.map((sketch) => {
    const bends = Math.min(strong, roomOf(sketch));
    return crossing.has(sketch)
      ? { ...sketch, room: strengths.find((strength) => strength < bends * 0.9) ?? 0 }
      : sketch;
  });
  return ofLength(tighter, metres, border);
}

/** Those of the roads that cross another; roads may share a foot. */
function crossingEachOther(lines: readonly { sketch: Sketch; line: readonly Place[] }[]): Sketch[] {
  const before = new SegmentIndex(200);
  return lines.flatMap(({ sketch, line }, index) => {
    const crossed = new Set<Sketch>();
    for (let at = 0; at < line.length - 1; at++) {
      const [from, to] = [itemAt(line, at), itemAt(line, at + 1)];
      for (const other of before.near(from, to)) {
        const crossing = crossingOf(from, to, other.from, other.to);
        if (crossing && distance(crossing, sketch.foot) > atMarkerMetres) crossed.add(itemAt(lines, other.line).sketch);
      }
    }
    before.add(line, index);
    return crossed.size > 0 ? [sketch, ...crossed] : [];
  });
}

/** From the foot on the patrol road to the marker in `bends` half waves that die out at both ends. */
function bent({ foot, marker, straightMetres, bends, side }: Sketch, strength: number): Place[] {
  const count = Math.max(6, Math.round(straightMetres / 14));
  const dx = marker.place[0] - foot[0];
  const dy = marker.place[1] - foot[1];
  const line: Place[] = [foot];
  for (let step = 1; step < count; step++) {
    const share = step / count;
    const push = side * strength * 0.2 * Math.sin(Math.PI * bends * share) * Math.sin(Math.PI * share);
    line.push([foot[0] + dx * share - dy * push, foot[1] + dy * share + dx * push]);
  }
  return [...line, marker.place];
}

type PlacesByCell = ReadonlyMap<string, readonly Place[]>;
const cellMetres = 400;
const cellOf = (value: number) => Math.floor(value / cellMetres);

function placesByCell(places: readonly Place[]): PlacesByCell {
  const cells = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${cellOf(place[0])} ${cellOf(place[1])}`;
    const cell = cells.get(key);
    if (cell) cell.push(place);
    else cells.set(key, [place]);
  }
  return cells;
}

/** The nearest place of the patrol road to which the straight way does not cross the border. */
function footOf(from: Place, cells: PlacesByCell, border: SegmentIndex): Place {
  const near: Place[] = [];
  for (let across = -2; across <= 2; across++) {
    for (let up = -2; up <= 2; up++) {
      near.push(...(cells.get(`${cellOf(from[0]) + across} ${cellOf(from[1]) + up}`) ?? []));
    }
  }
  near.sort((a, b) => distance(from, a) - distance(from, b));
  const tried = near.filter((_, index) => index % 4 === 0).slice(0, 16);
  return tried.find((foot) => !border.isCrossedBy([foot, from], atMarkerMetres)) ?? itemAt(near, 0);
}
