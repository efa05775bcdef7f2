/**
 * A text that two values share only when they are the same, also in what JSON forgets: typed arrays, NaN, infinities, -0,
 * undefined. Runs in Node and in a browser alike.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (each === undefined) return { $: 'undefined' };
    if (typeof each === 'bigint') return { $: `${each}n` };
    if (typeof each === 'number' && (!Number.isFinite(each) || Object.is(each, -0))) {
      return { $: Object.is(each, -0) ? '-0' : String(each) };
    }
    if (ArrayBuffer.isView(each)) return { $: each.constructor.name, of: [...(each as unknown as Iterable<unknown>)] };
    return each;
  });
}
