/** A geometry as GeoJSON has it, of well-known text (also EWKT and with Z and M, which are dropped); null when it is none. */
export function geometryOfText(text: string): { type: string; coordinates?: unknown; geometries?: unknown } | null {
  const body = text.trim().replace(/^SRID\s*=\s*\d+\s*;/i, '');
  const reader = new TextReader(body);
  const geometry = reader.geometry(0);
  return reader.isDone ? geometry : null;
}

/** The EPSG code an EWKT text states, or undefined. */
export const statedSrid = (text: string): string | undefined => /^\s*SRID\s*=\s*(\d{4,6})\s*;/i.exec(text)?.[1];

const types: Readonly<Record<string, readonly [name: string, depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  POLYGON: ['Polygon', 2],
  MULTIPOINT: ['MultiPoint', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
};

class TextReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    return this.#rest(/\s*/y) !== null && this.#at === this.#text.length;
  }

  geometry(nesting: number): { type: string; coordinates?: unknown; geometries?: unknown } | null {
    const word = this.#rest(/\s*([A-Za-z]+)\s*(?:ZM|Z|M)?\s*(?=\(|EMPTY)/y)
      ?.toUpperCase()
      .trim();
    const name = word?.replace(/\s*(?:ZM|Z|M)$/, '') ?? '';
    if (name === 'GEOMETRYCOLLECTION') {
      if (nesting > 4) return null;
      const geometries = this.#list(() => this.geometry(nesting + 1));
      return geometries && { type: 'GeometryCollection', geometries };
    }
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (!type) return null;
    const coordinates = type[1] === 0 ? this.#single() : this.#nested(type[1]);
    return coordinates && { type: type[0], coordinates };
  }

  #single(): unknown[] | null {
    const positions = this.#list(() => this.#position());
    if (!positions) return null;
    return (positions[0] as unknown[] | undefined) ?? [];
  }

  #nested(depth: number): unknown[] | null {
    return this.#list(() => {
      if (depth > 1) return this.#nested(depth - 1);
      // MULTIPOINT is written with and without brackets round each point.
      return this.#text.startsWith('(', this.#skipBlanks()) ? this.#single() : this.#position();
    });
  }

  /** `EMPTY`, or items in brackets; null when an item is not understood. */
  #list(item: () => unknown): unknown[] | null {
    if (this.#rest(/\s*EMPTY/iy) !== null) return [];
    if (this.#rest(/\s*\(/y) === null) return null;
    const items: unknown[] = [];
    do {
      const one = item();
      if (one === null) return null;
      items.push(one);
    } while (this.#rest(/\s*,/y) !== null);
    return this.#rest(/\s*\)/y) === null ? null : items;
  }

  #position(): [number, number] | null {
    const text = this.#rest(/\s*[-+.\deE]+(?:\s+[-+.\deE]+){1,3}/y);
    const [x = Number.NaN, y = Number.NaN] = text?.trim().split(/\s+/).map(Number) ?? [];
    return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
  }

  #skipBlanks(): number {
    this.#rest(/\s*/y);
    return this.#at;
  }

  /** What the pattern finds right here, or null. */
  #rest(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }
}
