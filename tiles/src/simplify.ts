/**
 * How far, in tile units (4096 to a tile, 8 to a screen pixel), a simplified line may stray. Half a pixel below the
 * deepest zoom; there one unit, because the client enlarges those tiles.
 */
const strayUnits = { below: 4, deepest: 1 } as const;

/** A vertex with this byte is needed at no zoom up to the layer's deepest. */
export const neverNeeded = 255;

/** Squared stray allowed at each zoom up to `maxZoom`, in mercator units; descending. */
export function squaredTolerances(maxZoom: number): Float64Array {
  const tolerances = new Float64Array(maxZoom + 1);
  for (let zoom = 0; zoom <= maxZoom; zoom++) {
    const units = zoom < maxZoom ? strayUnits.below : strayUnits.deepest;
    tolerances[zoom] = (units * 2 ** (20 - zoom)) ** 2;
  }
  return tolerances;
}

/**
 * Douglas-Peucker once for all zooms: writes into `zooms[i]` the first zoom that needs vertex i of the open line
 * `xy[0 .. 2 * count)`, 0 for both ends. A vertex is never needed before the one that split its stretch, so the vertices
 * with `zooms[i] <= z` are just what Douglas-Peucker would keep at z.
 */
export function rankVertices(xy: Float64Array, count: number, zooms: Uint8Array, tolerances: Float64Array): void {
  zooms.fill(neverNeeded, 0, count);
  zooms[0] = 0;
  zooms[count - 1] = 0;
  const deepest = tolerances.length - 1;
  const finest = tolerances[deepest] ?? 0;
  const stack = [0, count - 1, 0];
  while (stack.length > 0) {
    const notBefore = stack.pop() ?? 0;
    const last = stack.pop() ?? 0;
    const first = stack.pop() ?? 0;
    if (last - first < 2) continue;
    const ax = xy[2 * first] as number;
    const ay = xy[2 * first + 1] as number;
    const dx = (xy[2 * last] as number) - ax;
    const dy = (xy[2 * last + 1] as number) - ay;
    const squaredLength = dx * dx + dy * dy;
    let farthest = -1;
    let squaredStray = finest;
    for (let index = first + 1; index < last; index++) {
      const px = (xy[2 * index] as number) - ax;
      const py = (xy[2 * index + 1] as number) - ay;
      let along = squaredLength === 0 ? 0 : (px * dx + py * dy) / squaredLength;
      along = along < 0 ? 0 : Math.min(along, 1);
      const ex = px - along * dx;
      const ey = py - along * dy;
      const squared = ex * ex + ey * ey;
      if (squared > squaredStray) {
        squaredStray = squared;
        farthest = index;
      }
    }
    if (farthest < 0) continue;
    let zoom = notBefore;
    while (zoom < deepest && squaredStray <= (tolerances[zoom] as number)) zoom++;
    zooms[farthest] = zoom;
    stack.push(first, farthest, zoom, farthest, last, zoom);
  }
}
