/** Writes the box of vertices `from` to before `to` into `boxes` at `at`: x0, y0, x1, y1. There must be one at least. */
export function boxAround(coordinates: Int32Array, from: number, to: number, boxes: Int32Array, at: number): void {
  let x0 = 0x7fffffff;
  let y0 = 0x7fffffff;
  let x1 = -0x80000000;
  let y1 = -0x80000000;
  for (let vertex = from; vertex < to; vertex++) {
    const x = coordinates[2 * vertex] as number;
    const y = coordinates[2 * vertex + 1] as number;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  boxes[at] = x0;
  boxes[at + 1] = y0;
  boxes[at + 2] = x1;
  boxes[at + 3] = y1;
}
