import { type Place, storedLengthMetres } from './frame.ts';
import type { Marker } from './markers.ts';
import { distance, itemAt } from './polyline.ts';
import { randomOf } from './random.ts';
import { isInside } from './side.ts';

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
  /** Share of the full strength it can take without leaving the country. */
  readonly room: number;
}

export function layMarkerRoads(
  seed: number,
  markers: readonly Marker[],
  patrolPlaces: readonly Place[],
  country: readonly Place[],
): MarkerRoads {
  const random = randomOf(seed, 'inspection roads');
  const index = placesByCell(patrolPlaces);
  const sketches = markers.map((marker): Sketch => {
    const foot = footOf(marker.place, index, country);
    const sketch = {
      marker,
      foot,
      straightMetres: distance(foot, marker.place),
      bends: random.pick([1, 1.5, 2]),
      side: random.pick([-1, 1]),
      room: 1,
    };
    const room = [1, 0.6, 0.3, 0].find((share) => staysInside(bent(sketch, share), country)) ?? 0;
    return { ...sketch, room };
  });
  const near = (one: Sketch, other: Sketch) => one.straightMetres - other.straightMetres;
  const ofChiLang = sketches.filter(({ marker }) => marker.post.code === chiLang.code).sort(near);
  const ofOthers = sketches.filter(({ marker }) => marker.post.code !== chiLang.code).sort(near);
  const chosen = chosenFor(ofChiLang, chiLang.roads, chiLang.metres);
  const chosenOthers = chosenFor(ofOthers, others.roads, others.metres);
  const left = random.shuffled(ofOthers.filter((sketch) => !chosenOthers.includes(sketch)));
  const branches = [...ofChiLang.filter((sketch) => !chosen.includes(sketch)), ...left.slice(0, others.branches)];
  return {
    inspection: [...ofLength(chosen, chiLang.metres), ...ofLength(chosenOthers, others.metres)],
    branches: branches.map((sketch) => ({ marker: sketch.marker, line: bent(sketch, sketch.room * 0.4) })),
  };
}

/** As many neighbours in the order of distance as there are roads, so that bends make up what the straight ways lack. */
function chosenFor(sorted: readonly Sketch[], roads: number, metres: number): Sketch[] {
  const start = Array.from({ length: sorted.length - roads + 1 }, (_, first) => {
    const straight = sorted.slice(first, first + roads).reduce((sum, sketch) => sum + sketch.straightMetres, 0);
    return { first, lack: Math.abs(straight - metres * 0.9), straight };
  }).sort((a, b) => a.lack - b.lack)[0];
  if (!start || start.straight >= metres) throw new Error('The straight ways are longer than the roads may be');
  return sorted.slice(start.first, start.first + roads);
}

/** Bends all roads by the one strength that gives the reported total. */
function ofLength(sketches: readonly Sketch[], metres: number): MarkerRoad[] {
  const total = (strength: number) =>
    sketches.reduce((sum, sketch) => sum + storedLengthMetres(bent(sketch, strength * sketch.room)), 0);
  let weak = 0;
  let strong = 4;
  if (total(strong) < metres) throw new Error('The roads cannot be bent enough');
  for (let round = 0; round < 40; round++) {
    const strength = (weak + strong) / 2;
    if (total(strength) < metres) weak = strength;
    else strong = strength;
  }
  return sketches.map((sketch) => ({ marker: sketch.marker, line: bent(sketch, strong * sketch.room) }));
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

/** The last tenth comes up to the line itself; everything before it must lie in the country. */
function staysInside(line: readonly Place[], country: readonly Place[]): boolean {
  return line.slice(1, Math.max(2, Math.floor(line.length * 0.9))).every((place) => isInside(place, country));
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

/** The nearest place of the patrol road to which the straight way does not leave the country. */
function footOf(from: Place, cells: PlacesByCell, country: readonly Place[]): Place {
  const near: Place[] = [];
  for (let across = -2; across <= 2; across++) {
    for (let up = -2; up <= 2; up++) {
      near.push(...(cells.get(`${cellOf(from[0]) + across} ${cellOf(from[1]) + up}`) ?? []));
    }
  }
  near.sort((a, b) => distance(from, a) - distance(from, b));
  const straight = (foot: Place) =>
    [0.25, 0.5, 0.75].map(
      (share): Place => [foot[0] + (from[0] - foot[0]) * share, foot[1] + (from[1] - foot[1]) * share],
    );
  const tried = near.filter((_, index) => index % 4 === 0).slice(0, 12);
  return tried.find((foot) => straight(foot).every((place) => isInside(place, country))) ?? itemAt(near, 0);
}
