/** A Int32Array that grows by doubling; `length` counts what was pushed. */
export class GrowingInt32 {
  values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Makes room for `more` values beyond `length`. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.values.length) return;
    const grown = new Int32Array(Math.max(needed, this.values.length * 2));
    grown.set(this.values);
    this.values = grown;
  }

  at(index: number): number {
    const value = this.values[index];
    if (value === undefined || index >= this.length) throw new Error(`No value at ${index} of ${this.length}`);
    return value;
  }
}
