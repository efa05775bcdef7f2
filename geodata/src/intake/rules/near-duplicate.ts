import type { Position } from 'geojson';
import { geometryLengthMetres } from '../../geodesic.ts';
import type { Issue } from '../../issue.ts';
import type { Layer } from '../../layer.ts';
import { LineIndex } from '../../measure/line-index.ts';
import { type LineParts, prepareLines } from '../../measure/line-network.ts';
import { linesNear } from '../../measure/locate.ts';
import { eachPosition, type LayerGeometry } from '../../validate/geometry-shape.ts';
import { PointCells } from './point-cells.ts';
import type { RuleContext, RuleFeature, SurveyRule } from './rule.ts';

/** Two points of a layer nearer than this are one, metres. Lamps stand close, markers and posts do not. */
const pointMetres: Readonly<Record<string, number>> = { 'solar-lamp': 3, 'border-marker': 20, 'border-post': 50 };
const usualPointMetres = 10;
export const duplicateMetres = ({ id }: Pick<Layer, 'id'>): number => pointMetres[id] ?? usualPointMetres;
/** A line lies on another when so much of it is within this distance and both are about as long. */
const lineMetres = 15;
const lineShare = 0.85;

interface Candidate {
  readonly id: string | null;
  readonly name: string;
  readonly index: number;
  readonly geometry: LayerGeometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Features that lie on one of the register, or on an earlier one of the same file, and are of the same kind. */
export const nearDuplicate: SurveyRule = {
  name: 'near-duplicate',
  codes: ['near-duplicate', 'near-duplicate-in-file'],
  // A way walked again is a new visit; how the same recording is told from it is `compareWalks`.
  appliesTo: ({ id }) => id !== 'survey-track',
  check(features, context) {
    const { nameField } = context.layer;
    const candidates: Candidate[] = [
      ...context.existing.map((one) => ({ ...one, index: -1 })),
      ...features.map(({ index, geometry, properties, id }) => {
        const name = String(properties[nameField] ?? `#${index + 1}`);
        return { id: id ?? null, name, index, geometry, properties };
      }),
    ];
    if (context.layer.geometry === 'Point') return duplicatePoints(features, candidates, context);
    const index = new LineIndex(prepareLines(candidates.map(({ geometry }) => linesOf(geometry))));
    const comparable = (at: number) => context.existing.length + (context.among === 'register' ? 0 : at);
    return features.flatMap((feature, at) => duplicateOf(feature, comparable(at), candidates, index));
  },
};

/** Whether it lies on one of the first `comparable` candidates. */
function duplicateOf(
  feature: RuleFeature,
  comparable: number,
  candidates: readonly Candidate[],
  index: LineIndex,
): Issue[] {
  const { geometry } = feature;
  const places = sampleOf(geometry);
  const near = new Map<number, { count: number; metres: number }>();
  for (const place of places) {
    for (const { id, distanceMetres } of linesNear(index, place, lineMetres)) {
      if (id >= comparable) continue;
      const known = near.get(id) ?? { count: 0, metres: 0 };
      near.set(id, { count: known.count + 1, metres: known.metres + distanceMetres });
    }
  }
  for (const [id, { count, metres }] of near) {
    const candidate = candidates[id];
    if (!candidate || count < lineShare * places.length || !isAlike(feature, candidate)) continue;
    return [duplicateIssue(feature, candidate, metres / count, places[0] ?? [])];
  }
  return [];
}

/** The same for points, each compared with those before it in cells as wide as the reach. */
function duplicatePoints(
  features: readonly RuleFeature[],
  candidates: readonly Candidate[],
  { layer, existing, among }: RuleContext,
) {
  const reach = duplicateMetres(layer);
  const cells = new PointCells(reach, candidates.length);
  const issues: Issue[] = [];
  for (const [at, candidate] of candidates.entries()) {
    if (candidate.geometry.type !== 'Point') throw new Error(`A ${candidate.geometry.type} in the layer ${layer.id}`);
    const place = candidate.geometry.coordinates;
    const feature = features[at - existing.length];
    const near = feature && cells.nearest(place, (other) => isAlike(feature, candidates[other] as Candidate));
    if (feature && near) issues.push(duplicateIssue(feature, candidates[near.point] as Candidate, near.metres, place));
    if (!feature || among !== 'register') cells.add(place);
  }
  return issues;
}

function duplicateIssue(feature: RuleFeature, candidate: Candidate, metres: number, place: Position): Issue {
  const [longitude = 0, latitude = 0] = place;
  const context = {
    id: candidate.id ?? `#${candidate.index + 1}`,
    name: candidate.name,
    metres: Math.round(10 * metres) / 10,
  };
  const isInFile = candidate.index >= 0;
  const fix =
    !isInFile && candidate.id !== null
      ? ({ kind: 'update-existing', id: candidate.id } as const)
      : ({ kind: 'leave-out' } as const);
  return {
    ...{ code: isInFile ? 'near-duplicate-in-file' : 'near-duplicate', severity: 'warning', feature: feature.index },
    ...{ place: [longitude, latitude], context, fix },
  };
}

/** Whether two features that lie on one another may be one: about as long, of one kind, and not known to be two or told of. */
function isAlike(feature: RuleFeature, candidate: Candidate): boolean {
  if (feature.id !== undefined && feature.id === candidate.id) return false;
  if (candidate.id !== null && feature.alike?.includes(candidate.id)) return false;
  const [one, other] = [feature.properties.kind, candidate.properties.kind];
  if (one !== undefined && one !== null && other !== undefined && other !== null && one !== other) return false;
  if (feature.geometry.type === 'Point') return candidate.geometry.type === 'Point';
  const ratio = edgeMetres(feature.geometry) / edgeMetres(candidate.geometry);
  return ratio > 0.8 && ratio < 1.25;
}

/** A point as a line without length; an area as its edge. */
function linesOf(geometry: LayerGeometry): LineParts {
  if (geometry.type === 'Point') return [[geometry.coordinates, geometry.coordinates]];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : geometry.coordinates.flat();
}

function edgeMetres(geometry: LayerGeometry): number {
  const lines = linesOf(geometry).map((line) => line.map((position) => [...position]));
  return geometryLengthMetres({ type: 'MultiLineString', coordinates: lines });
}

/** Some forty positions along the geometry. */
function sampleOf(geometry: LayerGeometry): Position[] {
  const positions: Position[] = [];
  eachPosition(geometry, (position) => positions.push(position));
  const every = Math.max(1, Math.floor(positions.length / 40));
  return positions.filter((_, at) => at % every === 0);
}
