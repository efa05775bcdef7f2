import {
  type CoverageStretch,
  type CoveredLine,
  chainageLabel,
  markersReached,
  type NetworkLine,
  type PreparedWorks,
  positionAt,
  sliceLine,
} from '@phen-dau/geodata';
import type { CoverageShape, Recency } from '../../../map/coverage-style.ts';
import type { Ribbon } from '../../../state/coverage.ts';

/** A stretch somebody went along; `line` is the id of the road. */
export type VisitedStretch = Pick<CoverageStretch, 'line' | 'fromMetres' | 'toMetres'> & {
  readonly lastDay: string | null;
};

interface ShapeOptions {
  /** Null: the province. */
  readonly postId: string | null;
  readonly ribbon: Ribbon;
  /** What the ribbon shows as covered; of visits the roads that count. */
  readonly lines: readonly CoveredLine[];
  readonly visits: readonly VisitedStretch[] | null;
  readonly day: string;
}

/** What a ribbon draws: covered stretches and gaps along their lines, markers, and chainages to find them by. */
export function shapesOf(prepared: PreparedWorks, options: ShapeOptions): CoverageShape[] {
  const { ribbon, lines, postId, day } = options;
  const draw = new LineDrawing(prepared);
  if (ribbon === 'reach') return lines.flatMap((line) => draw.covered(line));
  const finest = postId === null ? 500 : 100;
  return [
    ...(ribbon === 'visited'
      ? visitShapes(draw, lines, options.visits, day)
      : [...lines.flatMap((line) => draw.gaps(line)), ...lines.flatMap((line) => draw.covered(line))]),
    ...(ribbon === 'network' ? markerShapes(prepared, postId) : []),
    ...lines.flatMap((line) => draw.chainages(line, finest)),
  ];
}

/** Nothing while the visits are not known: a road nobody walked must not be told of before. */
function visitShapes(
  draw: LineDrawing,
  lines: readonly CoveredLine[],
  visits: readonly VisitedStretch[] | null,
  day: string,
): CoverageShape[] {
  if (!visits) return [];
  const byLine = new Map<string, VisitedStretch[]>();
  for (const visit of visits) {
    const known = byLine.get(visit.line);
    if (known) known.push(visit);
    else byLine.set(visit.line, [visit]);
  }
  return lines.flatMap(({ line, totalMetres }) => {
    const walked = byLine.get(line.id) ?? [];
    const covered = walked.map(({ fromMetres, toMetres }) => [fromMetres, toMetres] as const);
    return [
      ...draw.gaps({ line, totalMetres, covered }),
      ...walked.flatMap((stretch) =>
        draw.stretch(stretch, { role: 'covered', recency: recencyOf(stretch.lastDay, day) }),
      ),
    ];
  });
}

/** Slices lines of the works by the id an answer names them by. */
class LineDrawing {
  readonly #lines: ReadonlyMap<string, NetworkLine>;

  constructor({ roads, sectors }: PreparedWorks) {
    this.#lines = new Map([...roads, ...sectors].map((held) => [held.id, held]));
  }

  covered({ line, covered }: CoveredLine): CoverageShape[] {
    return covered.flatMap(([from, to]) => this.#slice(line.id, from, to, { role: 'covered' }));
  }

  /** Every gap, also those too short for the list. */
  gaps({ line, covered, totalMetres }: CoveredLine): CoverageShape[] {
    const ends = [0, ...covered.flat(), totalMetres];
    return Array.from({ length: ends.length / 2 }, (_, index) => [
      ends[2 * index] ?? 0,
      ends[2 * index + 1] ?? 0,
    ]).flatMap(([from = 0, to = 0]) => (to > from ? this.#slice(line.id, from, to, { role: 'gap' }) : []));
  }

  stretch({ line, fromMetres, toMetres }: VisitedStretch, properties: CoverageShape['properties']): CoverageShape[] {
    return this.#slice(line, fromMetres, toMetres, properties);
  }

  chainages({ line, totalMetres }: CoveredLine, finestMetres: number): CoverageShape[] {
    const found = this.#lines.get(line.id);
    if (!found) return [];
    const steps = Math.floor(totalMetres / finestMetres) + 1;
    return Array.from({ length: steps }, (_, step) => finestMetres * step).flatMap((metres) => {
      const position = positionAt(found.network, found.line, metres);
      if (!position) return [];
      const stepMetres = metres % 1000 === 0 ? 1000 : metres % 500 === 0 ? 500 : 100;
      return pointShape(position, { role: 'chainage', stepMetres, label: chainageLabel(metres) });
    });
  }

  #slice(id: string, from: number, to: number, properties: CoverageShape['properties']): CoverageShape[] {
    const found = this.#lines.get(id);
    const geometry = found && sliceLine(found.network, found.line, from, to);
    return geometry ? [{ type: 'Feature', properties, geometry }] : [];
  }
}

function markerShapes(prepared: PreparedWorks, postId: string | null): CoverageShape[] {
  const missing = new Set(markersReached(prepared, postId).missing);
  return prepared.works.markers
    .filter((marker) => postId === null || marker.postId === postId)
    .flatMap(({ id, position }) => pointShape(position, { role: missing.has(id) ? 'missing' : 'place' }));
}

const pointShape = (position: readonly number[], properties: CoverageShape['properties']): CoverageShape[] => [
  { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...position] } },
];

/** A visit on an unknown day is as old as any. */
export function recencyOf(lastDay: string | null, day: string): Recency {
  if (lastDay === null) return 3;
  const days = (Date.parse(day) - Date.parse(lastDay)) / 86_400_000;
  return days <= 7 ? 0 : days <= 30 ? 1 : days <= 90 ? 2 : 3;
}
