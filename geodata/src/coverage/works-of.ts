import type { LineParts } from '../measure/line-network.ts';
import type { Works } from '../measure/works.ts';
import { type CoverageFeature, type CoverageFeatures, type CoverageLayer, coverageLayers } from './answer.ts';

/** Works with what people call them and how many features they were made of. */
export interface NamedWorks {
  readonly works: Works;
  /** Name by id; of a marker its number, of a lamp its code. */
  readonly names: ReadonlyMap<string, string>;
  /** Features used of each layer given; without `survey-track` there is no activity and no effort to tell. */
  readonly rows: Readonly<Partial<Record<CoverageLayer, number>>>;
}

/**
 * Makes works of features as the register has them. Sorted by id, because a sum of metres differs in its last digit with the
 * order: the same features in any order give the same figures to the digit. A feature without an id, or with a geometry
 * of another kind than its layer's, is left out and not counted.
 */
export function worksOf(features: CoverageFeatures): NamedWorks {
  const read = readAll(features);
  const owned = ({ id, text }: Work) => ({ id, postId: text('post_id') });
  const works: Works = {
    posts: read['border-post'].map(({ id, position }) => ({ id, position })),
    sectors: read['border-line'].map((work) => ({ ...owned(work), parts: work.parts })),
    markers: read['border-marker'].map((work) => ({ ...owned(work), position: work.position })),
    roads: read['patrol-road'].map((work) => ({
      ...owned(work),
      parts: work.parts,
      kind: work.text('kind') ?? '',
      surface: work.text('surface') ?? '',
      status: work.text('status') ?? '',
    })),
    lamps: read['solar-lamp'].map((work) => ({
      ...owned(work),
      position: work.position,
      status: work.text('status') ?? '',
    })),
    tracks: read['survey-track'].map((work) => ({
      ...owned(work),
      parts: work.parts,
      kind: work.text('kind') ?? '',
      patrolCode: work.text('patrol_code'),
      startedAt: work.text('started_at'),
      endedAt: work.text('ended_at'),
    })),
  };
  const given = coverageLayers.filter((layer) => features[layer] !== undefined);
  return {
    works,
    names: new Map(given.flatMap((layer) => read[layer].map(({ id, text }) => [id, text(nameFields[layer]) ?? '']))),
    rows: Object.fromEntries(given.map((layer) => [layer, read[layer].length])),
  };
}

const nameFields = {
  'border-post': 'name',
  'border-line': 'name',
  'border-marker': 'number',
  'patrol-road': 'name',
  'solar-lamp': 'code',
  'survey-track': 'name',
} as const satisfies Record<CoverageLayer, string>;

interface Work {
  readonly id: string;
  /** Of a line, an empty position. */
  readonly position: readonly number[];
  /** Of a point, none. */
  readonly parts: LineParts;
  readonly text: (key: string) => string | null;
}

function readAll(features: CoverageFeatures): Record<CoverageLayer, Work[]> {
  const of = (layer: CoverageLayer, read: (feature: CoverageFeature) => Work | null) =>
    (features[layer] ?? [])
      .flatMap((feature) => read(feature) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return {
    'border-post': of('border-post', readPoint),
    'border-line': of('border-line', readLine),
    'border-marker': of('border-marker', readPoint),
    'patrol-road': of('patrol-road', readLine),
    'solar-lamp': of('solar-lamp', readPoint),
    'survey-track': of('survey-track', readLine),
  };
}

function readPoint(feature: CoverageFeature): Work | null {
  const { geometry } = feature;
  return geometry?.type === 'Point' ? workOf(feature, geometry.coordinates, []) : null;
}

function readLine(feature: CoverageFeature): Work | null {
  const { geometry } = feature;
  if (geometry?.type === 'MultiLineString') return workOf(feature, [], geometry.coordinates);
  return geometry?.type === 'LineString' ? workOf(feature, [], [geometry.coordinates]) : null;
}

function workOf({ id, properties }: CoverageFeature, position: readonly number[], parts: LineParts): Work | null {
  if (id === undefined) return null;
  const text = (key: string) => {
    const value: unknown = properties?.[key];
    return value === null || value === undefined ? null : String(value);
  };
  return { id: String(id), position, parts, text };
}
