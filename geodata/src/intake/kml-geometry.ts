import { eachTuple } from './number-list.ts';
import type { ReadBudget } from './read-budget.ts';
import type { SurveyFeature, TrackFixes } from './survey-reader.ts';
import { momentOf, numberOf, TrackPartBuilder, trackGeometry } from './track-builder.ts';

interface SimpleGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}
interface BuiltGeometry {
  readonly geometry: unknown;
  readonly kind: SurveyFeature['kind'];
  readonly fixes?: readonly TrackFixes[];
  /** Tuples that hold no place. */
  readonly badPoints: number;
  /** Parts of a track that are one point and no line, so that they are not in the geometry. */
  readonly singleParts: number;
  readonly hadElevation?: true;
}

/** The geometries of one placemark, flattened: what is nested in MultiGeometry counts as if it stood side by side. */
export class KmlGeometryBuilder {
  readonly #budget: ReadBudget;
  readonly #simple: SimpleGeometry[] = [];
  readonly #tracks: TrackPartBuilder[] = [];
  #positions: [number, number][] = [];
  #rings: [number, number][][] = [];
  #track: { when: number[]; places: [number, number, number][]; accuracies: number[] } | null = null;
  #inAccuracies = false;
  #badPoints = 0;
  #hadElevation = false;

  constructor(budget: ReadBudget) {
    this.#budget = budget;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'SimpleArrayData') this.#inAccuracies = /accuracy/i.test(attributes.name ?? '');
    else if (name === 'Track') this.#track = { when: [], places: [], accuracies: [] };
    else if (name === 'Polygon') this.#rings = [];
    else if (name === 'Point' || name === 'LineString' || name === 'LinearRing') this.#positions = [];
  }

  close(name: string, text: string, parent: string | undefined): void {
    switch (name) {
      case 'coordinates':
        this.#readPositions(text);
        break;
      case 'Point':
        if (this.#positions[0]) this.#simple.push({ type: 'Point', coordinates: this.#positions[0] });
        break;
      case 'LineString':
        this.#addLine();
        break;
      case 'LinearRing':
        if (parent === 'outerBoundaryIs') this.#rings.unshift(this.#positions);
        else if (parent === 'innerBoundaryIs') this.#rings.push(this.#positions);
        else this.#addLine();
        break;
      case 'Polygon':
        if (this.#rings.some((ring) => ring.length > 0))
          this.#simple.push({ type: 'Polygon', coordinates: this.#rings });
        this.#rings = [];
        break;
      case 'when':
        this.#track?.when.push(momentOf(text));
        break;
      case 'coord':
        this.#readPlace(text);
        break;
      case 'value':
        if (this.#inAccuracies && parent === 'SimpleArrayData') this.#track?.accuracies.push(numberOf(text));
        break;
      case 'Track':
        this.#finishTrack();
    }
  }

  build(): BuiltGeometry {
    this.#finishTrack();
    const made = trackGeometry(this.#tracks);
    const left = {
      badPoints: this.#badPoints,
      singleParts: made?.single ?? 0,
      ...(this.#hadElevation && ({ hadElevation: true } as const)),
    };
    if (made && this.#simple.length === 0) {
      return { geometry: made.geometry, fixes: made.fixes, kind: 'track', ...left };
    }
    const all = made ? [...this.#simple, made.geometry as SimpleGeometry] : this.#simple;
    const [first, ...others] = all;
    if (!first) return { geometry: null, kind: 'feature', ...left };
    if (others.length === 0) return { geometry: first, kind: first.type === 'Point' ? 'waypoint' : 'feature', ...left };
    if (all.every(({ type }) => type === first.type) && !first.type.startsWith('Multi')) {
      const coordinates = all.map((each) => each.coordinates);
      return { geometry: { type: `Multi${first.type}`, coordinates }, kind: 'feature', ...left };
    }
    return { geometry: { type: 'GeometryCollection', geometries: all }, kind: 'feature', ...left };
  }

  #addLine(): void {
    if (this.#positions.length > 0) this.#simple.push({ type: 'LineString', coordinates: this.#positions });
    this.#positions = [];
  }

  #readPositions(text: string): void {
    const positions: [number, number][] = [];
    eachTuple(text, (x, y, z) => {
      // Programs that know no heights write 0 for every one.
      if (Number.isFinite(z) && z !== 0) this.#hadElevation = true;
      if (!Number.isFinite(x) || !Number.isFinite(y)) this.#badPoints++;
      else positions.push([x, y]);
      return positions.length % 4096 !== 0 || this.#budget.addVertices(4096);
    });
    this.#budget.addVertices(positions.length % 4096);
    this.#positions = positions;
  }

  #readPlace(text: string): void {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] =
      text.trim() === '' ? [] : text.trim().split(/\s+/).map(Number);
    if (this.#budget.addVertices(1)) this.#track?.places.push([x, y, z]);
  }

  /** Times and places come in two lists that belong together one by one; an empty place is a moment without one. */
  #finishTrack(): void {
    const track = this.#track;
    this.#track = null;
    if (!track) return;
    const part = new TrackPartBuilder();
    for (const [at, [x, y, z]] of track.places.entries()) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) this.#badPoints++;
      else part.add(x, y, track.when[at] ?? Number.NaN, z, track.accuracies[at] ?? Number.NaN);
    }
    this.#tracks.push(part);
  }
}
