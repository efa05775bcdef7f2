type Place = readonly [longitude: number, latitude: number];

/** Longer lines are taken in pieces: the method looks at every fix of a piece again for each one it keeps. */
const pieceFixes = 500;
const metresPerDegree = 111_000;

/** The line without the fixes that lie within `tolerance` metres of it: what a hand would have drawn (Douglas-Peucker). */
export function simplifiedLine(line: readonly Place[], toleranceMetres: number): Place[] {
  const kept: Place[] = [];
  for (let from = 0; from < line.length - 1; from += pieceFixes) {
    const piece = line.slice(from, from + pieceFixes + 1);
    for (const place of simplifiedPiece(piece, toleranceMetres).slice(kept.length > 0 ? 1 : 0)) kept.push(place);
  }
  return kept;
}

function simplifiedPiece(line: readonly Place[], toleranceMetres: number): Place[] {
  const last = line.length - 1;
  const needed = new Uint8Array(line.length);
  needed[0] = 1;
  needed[last] = 1;
  const stretches: [first: number, last: number][] = [[0, last]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [first, end] = stretch;
    let farthest = -1;
    let most = toleranceMetres;
    for (let at = first + 1; at < end; at++) {
      const stray = strayMetres(line[at] as Place, line[first] as Place, line[end] as Place);
      if (stray > most) [farthest, most] = [at, stray];
    }
    if (farthest < 0) continue;
    needed[farthest] = 1;
    stretches.push([first, farthest], [farthest, end]);
  }
  return line.filter((_, at) => needed[at] === 1);
}

/** How far a place lies from the straight line between two others. Flat: these are metres of tolerance, not of measure. */
function strayMetres(place: Place, from: Place, to: Place): number {
  const east = metresPerDegree * Math.cos((place[1] * Math.PI) / 180);
  const [dx, dy] = [(to[0] - from[0]) * east, (to[1] - from[1]) * metresPerDegree];
  const [px, py] = [(place[0] - from[0]) * east, (place[1] - from[1]) * metresPerDegree];
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
  return Math.hypot(px - along * dx, py - along * dy);
}
