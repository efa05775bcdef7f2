/** A list of numbers that grows and is used again, so that a look-up allocates nothing. */
export class SlotList {
  slots = new Int32Array(256);

  grow(): void {
    const bigger = new Int32Array(2 * this.slots.length);
    bigger.set(this.slots);
    this.slots = bigger;
  }
}
