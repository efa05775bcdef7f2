/** A number with the word for one or for several, in languages that tell them apart so. Takes numbers as they are written, too. */
export const counted = (count: string | number, one: string, many: string): string =>
  `${count} ${String(count) === '1' ? one : many}`;
