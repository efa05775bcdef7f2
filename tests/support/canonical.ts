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

const typedArrays = { Float64Array, Uint8Array } as const;

/** The value of a canonical text. */
export function fromCanonical(text: string): unknown {
  return revived(JSON.parse(text));
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revived);
  const { $: name, of } = value as { $?: string; of?: unknown[] };
  if (name === undefined) {
    for (const [key, each] of Object.entries(value)) {
      // Defined, not set: `__proto__` is a key like any other here.
      Object.defineProperty(value, key, { value: revived(each), enumerable: true, writable: true, configurable: true });
    }
    return value;
  }
  if (of) {
    const Typed = typedArrays[name as keyof typeof typedArrays];
    return Typed.from(of.map(revived) as number[]);
  }
  return name === 'undefined' ? undefined : Number(name);
}
