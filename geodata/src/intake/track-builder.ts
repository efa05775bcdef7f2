import type { TrackFixes } from './survey-reader.ts';

/** One part of a track as it is read: positions and what the device noted at each. */
export class TrackPartBuilder {
  readonly positions: [number, number][] = [];
  readonly #times: number[] = [];
  readonly #elevations: number[] = [];
  readonly #accuracies: number[] = [];

  add(x: number, y: number, time: number, elevationMetres: number, accuracyMetres: number): void {
    this.positions.push([x, y]);
    this.#times.push(time);
    this.#elevations.push(elevationMetres);
    this.#accuracies.push(accuracyMetres);
  }

  fixes(): TrackFixes {
    return {
      times: Float64Array.from(this.#times),
      elevationsMetres: Float64Array.from(this.#elevations),
      accuracyMetres: Float64Array.from(this.#accuracies),
    };
  }
}

/** The geometry of a track: a line or several; a point when that is all there is; null when there is nothing. */
export function trackGeometry(
  parts: readonly TrackPartBuilder[],
): { geometry: unknown; fixes: TrackFixes[]; single: number } | null {
  const lines = parts.filter(({ positions }) => positions.length > 1);
  const single = parts.filter(({ positions }) => positions.length === 1);
  const fixes = lines.map((part) => part.fixes());
  const [line, ...others] = lines;
  if (line) {
    const geometry =
      others.length === 0
        ? { type: 'LineString', coordinates: line.positions }
        : { type: 'MultiLineString', coordinates: lines.map(({ positions }) => positions) };
    return { geometry, fixes, single: single.length };
  }
  const [alone] = single;
  if (!alone) return null;
  return {
    geometry: { type: 'Point', coordinates: alone.positions[0] },
    fixes: [alone.fixes()],
    single: single.length - 1,
  };
}

/** The moment a text gives, milliseconds since 1970-01-01 UTC, or NaN. A time without a zone is UTC, as GPX and KML demand. */
export function momentOf(text: string): number {
  // What nearly every device writes; the rest is asked for below.
  if (text.endsWith('Z')) {
    const moment = Date.parse(text);
    if (!Number.isNaN(moment)) return moment;
  }
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i.test(trimmed) || !/\dT\d/.test(trimmed);
  return Date.parse(zoned ? trimmed : `${trimmed}Z`);
}

/** A number as XML writes it; NaN for anything else, so that no empty text passes for 0. */
export function numberOf(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  const number = Number(text);
  return number === 0 && text.trim() === '' ? Number.NaN : number;
}
