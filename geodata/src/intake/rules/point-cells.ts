import type { Position } from 'geojson';

/** Flat is near enough for some metres. */
const metresPerDegree = 111_000;

/**
 * Points in cells as wide as the reach they are looked for within: neighbours lie in the nine cells around a place. Cells that
 * share a number of the table only cost a look.
 */
export class PointCells {
  readonly #reachMetres: number;
  readonly #cellDegrees: number;
  /** The last point of each number, and the one before each point; -1: none. */
  readonly #lasts: Int32Array;
  readonly #befores: Int32Array;
  readonly #places: Float64Array;
  #count = 0;

  /** Room for `most` points, which are numbered as they are added. */
  constructor(reachMetres: number, most: number) {
    this.#reachMetres = reachMetres;
    // A degree of longitude is shorter than one of latitude: in Vietnam by a tenth.
    this.#cellDegrees = (1.2 * reachMetres) / metresPerDegree;
    this.#lasts = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2))).fill(-1);
    this.#befores = new Int32Array(most);
    this.#places = new Float64Array(2 * most);
  }

  add([longitude = 0, latitude = 0]: Position): void {
    const point = this.#count++;
    const number = this.#numberOf(Math.floor(longitude / this.#cellDegrees), Math.floor(latitude / this.#cellDegrees));
    this.#places[2 * point] = longitude;
    this.#places[2 * point + 1] = latitude;
    this.#befores[point] = this.#lasts[number] as number;
    this.#lasts[number] = point;
  }

  /** The nearest point within reach that is accepted, with its distance; null without any. */
  nearest(
    [longitude = 0, latitude = 0]: Position,
    accepts: (point: number) => boolean,
  ): { point: number; metres: number } | null {
    const column = Math.floor(longitude / this.#cellDegrees);
    const row = Math.floor(latitude / this.#cellDegrees);
    const east = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
    let nearest = -1;
    let least = this.#reachMetres;
    for (let cell = 0; cell < 9; cell++) {
      const number = this.#numberOf(column + (cell % 3) - 1, row + Math.floor(cell / 3) - 1);
      for (let point = this.#lasts[number] as number; point >= 0; point = this.#befores[point] as number) {
        const dx = ((this.#places[2 * point] as number) - longitude) * east;
        const dy = ((this.#places[2 * point + 1] as number) - latitude) * metresPerDegree;
        const metres = Math.sqrt(dx * dx + dy * dy);
        if (metres > least || (metres === least && nearest >= 0) || !accepts(point)) continue;
        nearest = point;
        least = metres;
      }
    }
    return nearest < 0 ? null : { point: nearest, metres: least };
  }

  #numberOf(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (this.#lasts.length - 1);
  }
}
