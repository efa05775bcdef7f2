import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import { doMeet } from './changes.ts';
import { preparePlaces } from './positions.ts';
import { frameStride, setFrame } from './runs.ts';
import type { TrackWork } from './works.ts';

/** Some fixes of a march one after another; the first is the last of the piece before. */
export interface TrackPiece {
  readonly track: TrackWork;
  readonly fixes: readonly (readonly number[])[];
  /** As of a run: its box, and its first fix prepared. */
  readonly frames: Float64Array;
}

/** Steps of a piece: some hundred metres at a walk, which an edit nearby makes match again. */
const pieceSteps = 16;
const cellMetres = 500;

/** The pieces of tracks in cells, for the question who passed near a road. */
export class TrackPieces {
  readonly #cells: Cells;
  readonly #byCell = new Map<number, TrackPiece[]>();

  constructor(tracks: readonly TrackWork[]) {
    const pieces = tracks.flatMap((track) => track.parts.flatMap((part) => piecesOf(track, part)));
    const side = (place: number, least: (...sides: number[]) => number) =>
      pieces.reduce((reached, { frames }) => least(reached, frames[place] ?? reached), pieces[0]?.frames[place] ?? 0);
    const bounds = [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
    this.#cells = layCells(bounds, pieces[0]?.frames[6] ?? 1, cellMetres, 4 * pieces.length + 1024);
    for (const piece of pieces) {
      this.#eachCell(piece.frames, (cell) => {
        const known = this.#byCell.get(cell);
        if (known) known.push(piece);
        else this.#byCell.set(cell, [piece]);
      });
    }
  }

  /** The pieces whose boxes meet a box (see `boxAround`). */
  near(box: Float64Array): ReadonlySet<TrackPiece> {
    const near = new Set<TrackPiece>();
    this.#eachCell(box, (cell) => {
      for (const piece of this.#byCell.get(cell) ?? []) if (doMeet(piece.frames, box)) near.add(piece);
    });
    return near;
  }

  #eachCell([west = 0, south = 0, east = 0, north = 0]: Float64Array, visit: (cell: number) => void): void {
    const cells = this.#cells;
    for (let row = rowOf(cells, south); row <= rowOf(cells, north); row++) {
      for (let column = columnOf(cells, west); column <= columnOf(cells, east); column++) {
        visit(row * cells.columns + column);
      }
    }
  }
}

function piecesOf(track: TrackWork, part: TrackWork['parts'][number]): TrackPiece[] {
  const { values, count } = preparePlaces(part);
  return Array.from({ length: Math.ceil(Math.max(0, count - 1) / pieceSteps) }, (_, piece) => {
    const first = piece * pieceSteps;
    const fixes = part.slice(first, first + pieceSteps + 1);
    const frames = new Float64Array(frameStride);
    setFrame(frames, 0, values, first, first + fixes.length - 1);
    return { track, fixes, frames };
  });
}
