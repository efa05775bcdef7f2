import type { CutFinder, PreparedTrack, TrackCut } from './track-cut.ts';

/** Small loops where the line crosses itself. A patrol that comes back over its own way makes a long one, which stays. */
export const findLoops: CutFinder = (track, kept, { loopMetres }) => {
  const cuts: TrackCut[] = [];
  for (let place = 0; place + 1 < kept.length; place++) {
    const crossing = crossingWithin(track, kept, place, loopMetres);
    if (crossing < 0) continue;
    cuts.push(track.cut('self-crossing', 'remove', kept[place + 1] as number, kept[crossing] as number));
    place = crossing;
  }
  return cuts;
};

/** The last place whose step crosses the step at `place` before the line between has the length of a loop; -1 for none. */
function crossingWithin(track: PreparedTrack, kept: readonly number[], place: number, loopMetres: number): number {
  const { positions } = track.part;
  const at = (index: number) => positions[kept[index] as number] as readonly [number, number];
  let walked = 0;
  let found = -1;
  for (let other = place + 2; other + 1 < kept.length && walked <= loopMetres; other++) {
    walked += track.metres(kept[other - 1] as number, kept[other] as number);
    if (walked <= loopMetres && cross(at(place), at(place + 1), at(other), at(other + 1))) found = other;
  }
  return found;
}

type Place = readonly [number, number];

/** Whether two steps properly cross. Degrees do: which side a point lies on does not depend on the scale of the axes. */
function cross(a: Place, b: Place, c: Place, d: Place): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([ax, ay]: Place, [bx, by]: Place, [x, y]: Place): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
