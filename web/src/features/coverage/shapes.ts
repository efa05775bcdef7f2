import {
  type ActiveCoverage,
  type CoveredLine,
  chainageLabel,
  type LineNetwork,
  type PostMeasures,
  type PreparedWorks,
  positionAt,
  reachOfPost,
  sliceLine,
} from '@phen-dau/geodata';
import type { CoverageShape, Recency } from '../../map/coverage-style.ts';
import type { Ribbon } from '../../state/coverage.ts';
import { ribbonLines } from './measure-looks.ts';

interface ShapeOptions {
  readonly postId: string;
  readonly ribbon: Ribbon;
  readonly day: string;
}

/** What a ribbon draws: covered stretches and gaps along their lines, markers, and chainages to find them by. */
export function shapesOf(prepared: PreparedWorks, measures: PostMeasures, options: ShapeOptions): CoverageShape[] {
  const { ribbon } = options;
  if (ribbon === 'reach') return reachShapes(prepared, options);
  const lines = measures[ribbonLines[ribbon]]?.lines ?? [];
  const draw = new LineDrawing(prepared);
  return [
    ...lines.flatMap((line) => draw.gaps(line)),
    ...(ribbon === 'visited' && measures.active
      ? draw.visits(measures.active, options.day)
      : lines.flatMap((line) => draw.covered(line))),
    ...(ribbon === 'network' ? markerShapes(prepared, measures) : []),
    ...lines.flatMap((line) => draw.chainages(line)),
  ];
}

/** Slices lines of the works by the id an answer names them by. */
class LineDrawing {
  readonly #lines = new Map<string, { readonly network: LineNetwork; readonly number: number }>();

  constructor({ works, roads, sectors }: PreparedWorks) {
    for (const [number, { id }] of works.roads.entries()) this.#lines.set(id, { network: roads, number });
    for (const [number, { id }] of works.sectors.entries()) this.#lines.set(id, { network: sectors, number });
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

  visits({ stretches }: ActiveCoverage, day: string): CoverageShape[] {
    return stretches.flatMap(({ line, fromMetres, toMetres, lastDay }) =>
      this.#slice(line.id, fromMetres, toMetres, { role: 'covered', recency: recencyOf(lastDay, day) }),
    );
  }

  chainages({ line, totalMetres }: CoveredLine): CoverageShape[] {
    const found = this.#lines.get(line.id);
    if (!found) return [];
    return Array.from({ length: Math.floor(totalMetres / 100) + 1 }, (_, hundred) => 100 * hundred).flatMap(
      (metres) => {
        const position = positionAt(found.network, found.number, metres);
        if (!position) return [];
        const stepMetres = metres % 1000 === 0 ? 1000 : metres % 500 === 0 ? 500 : 100;
        return pointShape(position, { role: 'chainage', stepMetres, label: chainageLabel(metres) });
      },
    );
  }

  #slice(id: string, from: number, to: number, properties: CoverageShape['properties']): CoverageShape[] {
    const found = this.#lines.get(id);
    const geometry = found && sliceLine(found.network, found.number, from, to);
    return geometry ? [{ type: 'Feature', properties, geometry }] : [];
  }
}

function markerShapes({ works }: PreparedWorks, { markers }: PostMeasures): CoverageShape[] {
  const reached = new Set(markers.access.map(({ marker }) => marker.id));
  return [
    ...works.markers
      .filter(({ id }) => reached.has(id))
      .flatMap(({ position }) => pointShape(position, { role: 'place' })),
    ...markers.missing.flatMap(({ position }) => pointShape(position, { role: 'missing' })),
  ];
}

function reachShapes(prepared: PreparedWorks, { postId }: ShapeOptions): CoverageShape[] {
  const post = prepared.works.posts.find(({ id }) => id === postId);
  if (!post) return [];
  const reached = reachOfPost(prepared, post.position, prepared.parameters.reachMinutes);
  return prepared.works.roads.flatMap((_, road) => {
    const shapes: CoverageShape[] = [];
    for (let index = reached.starts[road] ?? 0; index < (reached.starts[road + 1] ?? 0); index++) {
      const geometry = sliceLine(prepared.roads, road, reached.from[index] ?? 0, reached.to[index] ?? 0);
      if (geometry) shapes.push({ type: 'Feature', properties: { role: 'covered' }, geometry });
    }
    return shapes;
  });
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
