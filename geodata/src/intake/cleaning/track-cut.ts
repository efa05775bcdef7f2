import type { LineString, Point } from 'geojson';
import { type Positions, preparePositions, separationMetres } from '../../measure/positions.ts';
import type { TrackFixes } from '../survey-reader.ts';

/** One part of a track: WGS 84 positions and, where the device noted them, times and accuracies beside them. */
export interface TrackPart {
  readonly positions: readonly (readonly [longitude: number, latitude: number])[];
  readonly fixes?: TrackFixes;
}

export const cutKinds = ['inaccurate', 'duplicate', 'out-of-order', 'jump', 'pause', 'drift', 'self-crossing'] as const;
export type CutKind = (typeof cutKinds)[number];

/** Something a track would be better without. It is only a proposal: the track itself is never changed. */
export interface TrackCut {
  /** The same for the same fault of the same track, so that what a person undid stays undone. */
  readonly id: string;
  readonly kind: CutKind;
  /**
   * `remove` takes out the fixes `from` to `to`, both included, `remove-and-split` does not join what it leaves on either side;
   * `split` takes out nothing and does not join `from` to `to`.
   */
  readonly effect: 'remove' | 'remove-and-split' | 'split';
  readonly from: number;
  readonly to: number;
  /** What is cut, for drawing, with the fix before and behind it. */
  readonly geometry: Point | LineString;
  /** Length of line that goes with it, metres. */
  readonly metres: number;
  /** Time it spans, or null when the device noted none. */
  readonly seconds: number | null;
}

/** When something is a fault. Adjustable: a helicopter is no jump. */
export interface CleaningThresholds {
  /** A fix whose radius, as the device states it, is larger says too little about where one was. */
  readonly inaccurateMetres: number;
  /** Nobody on patrol moves faster, on foot or by motorcycle. */
  readonly jumpKmPerHour: number;
  /** Without times: a step this long, and many times the usual one, is a jump. */
  readonly jumpMetres: number;
  /** At most so many fixes in a row are thrown off before the place itself is believed. */
  readonly jumpFixes: number;
  /** Standing within this radius for this long is a pause. */
  readonly restRadiusMetres: number;
  readonly pauseSeconds: number;
  /** As many fixes within the radius, without time to show for it, are drift. */
  readonly driftFixes: number;
  readonly duplicateMetres: number;
  /** A loop shorter than this is made by the receiver, a longer one by the walker. */
  readonly loopMetres: number;
}

export const cleaningDefaults: CleaningThresholds = {
  inaccurateMetres: 25,
  jumpKmPerHour: 120,
  jumpMetres: 300,
  jumpFixes: 20,
  restRadiusMetres: 20,
  pauseSeconds: 300,
  driftFixes: 15,
  duplicateMetres: 0.05,
  loopMetres: 60,
};

/** How far each may be moved: beyond that every walk would be a fault, or none. */
export const cleaningRanges: Readonly<
  Record<keyof CleaningThresholds, { readonly least: number; readonly most: number }>
> = {
  inaccurateMetres: { least: 1, most: 1000 },
  jumpKmPerHour: { least: 5, most: 1000 },
  jumpMetres: { least: 30, most: 100_000 },
  jumpFixes: { least: 1, most: 1000 },
  restRadiusMetres: { least: 1, most: 500 },
  pauseSeconds: { least: 10, most: 86_400 },
  driftFixes: { least: 3, most: 10_000 },
  duplicateMetres: { least: 0, most: 10 },
  loopMetres: { least: 0, most: 1000 },
};

/** A track prepared for looking at: distances without trigonometry, times or NaN. */
export class PreparedTrack {
  readonly part: TrackPart;
  readonly count: number;
  readonly #positions: Positions;
  readonly #times: Float64Array | undefined;
  readonly #accuracies: Float64Array | undefined;

  constructor(part: TrackPart) {
    this.part = part;
    this.count = part.positions.length;
    const degrees = new Float64Array(2 * this.count);
    for (const [at, [longitude, latitude]] of part.positions.entries()) {
      degrees[2 * at] = longitude;
      degrees[2 * at + 1] = latitude;
    }
    this.#positions = preparePositions(degrees);
    this.#times = part.fixes?.times;
    this.#accuracies = part.fixes?.accuracyMetres;
  }

  /** Metres on the ellipsoid between two fixes. */
  metres(one: number, other: number): number {
    return separationMetres(this.#positions.values, one, this.#positions.values, other);
  }

  /** Seconds from one fix to another; NaN when either has no time. */
  seconds(one: number, other: number): number {
    return ((this.#times?.[other] ?? Number.NaN) - (this.#times?.[one] ?? Number.NaN)) / 1000;
  }

  time(at: number): number {
    return this.#times?.[at] ?? Number.NaN;
  }

  /** Radius in metres within which the device believes the place to be; NaN when it does not say. */
  accuracyMetres(at: number): number {
    return this.#accuracies?.[at] ?? Number.NaN;
  }

  cut(kind: CutKind, effect: TrackCut['effect'], from: number, to: number): TrackCut {
    const first = effect === 'split' ? from : Math.max(0, from - 1);
    const last = effect === 'split' ? to : Math.min(this.count - 1, to + 1);
    const drawn = this.part.positions.slice(first, last + 1).map(([x, y]) => [x, y]);
    let metres = 0;
    for (let at = first; at < last; at++) metres += this.metres(at, at + 1);
    const seconds = this.seconds(first, last);
    const [only = []] = drawn;
    const geometry: Point | LineString =
      drawn.length > 1 ? { type: 'LineString', coordinates: drawn } : { type: 'Point', coordinates: only };
    const id = `${kind}:${from}-${to}`;
    return { id, kind, effect, from, to, geometry, metres, seconds: Number.isNaN(seconds) ? null : seconds };
  }
}

/** Finds one kind of fault among the fixes still `kept` (their indices, ascending). */
export type CutFinder = (track: PreparedTrack, kept: readonly number[], thresholds: CleaningThresholds) => TrackCut[];
