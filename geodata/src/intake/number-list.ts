/**
 * The positions of a KML `coordinates` text: tuples apart by white space, numbers apart by commas; blanks after a comma are
 * forgiven. Calls back with what it finds; a number that cannot be read comes as NaN.
 */
export function eachTuple(text: string, visit: (x: number, y: number, z: number) => boolean): void {
  let at = 0;
  const { length } = text;
  while (at < length) {
    while (at < length && isBlank(text.charCodeAt(at))) at++;
    if (at >= length) return;
    const numbers: number[] = [];
    for (;;) {
      const start = at;
      while (at < length && text.charCodeAt(at) !== comma && !isBlank(text.charCodeAt(at))) at++;
      numbers.push(at > start ? Number(text.slice(start, at)) : Number.NaN);
      let next = at;
      while (next < length && isBlank(text.charCodeAt(next))) next++;
      if (text.charCodeAt(next) !== comma) break;
      at = next + 1;
      while (at < length && isBlank(text.charCodeAt(at))) at++;
    }
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = numbers;
    if (!visit(x, y, z)) return;
  }
}

const comma = 0x2c;
const isBlank = (sign: number) => sign === 0x20 || (sign >= 0x09 && sign <= 0x0d) || sign === 0xa0;
