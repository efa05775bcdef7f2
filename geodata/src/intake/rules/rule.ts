import type { Position } from 'geojson';
import type { Issue, IssueCode } from '../../issue.ts';
import type { Layer } from '../../layer.ts';
import { LineIndex } from '../../measure/line-index.ts';
import { type LineParts, prepareLines } from '../../measure/line-network.ts';
import type { LayerGeometry } from '../../validate/geometry-shape.ts';
import { type BoundedRings, ringsBounds } from '../inside.ts';

/** A feature as it would enter the register; attributes by the catalogue's keys, perhaps still wrong. WGS 84. */
export interface RuleFeature {
  readonly index: number;
  readonly geometry: LayerGeometry;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The register's id when the survey changes a feature that is there. */
  readonly id?: string;
  /** Features of the register that somebody has been told it is like. */
  readonly alike?: readonly string[];
  /** What its track would be better without and still has. */
  readonly faults?: TrackFaults;
  /** Radius in metres within which its device believes the place to be; absent where the file does not say. */
  readonly accuracyMetres?: number;
}

/** Cuts that a track has not been given. */
export interface TrackFaults {
  readonly count: number;
  /** How many of them are jumps. */
  readonly jumps: number;
  /** Its length, and what it would be without them. */
  readonly metres: number;
  readonly metresWithout: number;
  /** The first of them. */
  readonly place: readonly [number, number];
}

/** A feature of the same layer that is in the register near by. */
export interface ExistingFeature {
  readonly id: string;
  readonly name: string;
  readonly geometry: LayerGeometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Lines of the register are known within this distance of a file; what is farther from them is that far at least. */
export const knownReachMetres = 5_000;

/**
 * What rules compare with. What is absent (the reader may not see it, or the register has none) keeps its rules silent; an empty
 * list says that there are some and none within `knownReachMetres`.
 */
export interface RuleKnowledge {
  readonly layer: Layer;
  /** The province as polygons of rings. */
  readonly province?: readonly (readonly (readonly Position[])[])[];
  readonly borderLines?: readonly LineParts[];
  /** Known roads, and those of the same delivery. */
  readonly roads?: readonly LineParts[];
  readonly existing?: readonly ExistingFeature[];
  /** What features may be like: those of the register and of their own file where nothing is said. */
  readonly among?: 'register-and-file' | 'register';
  /** From here on a point is inaccurate, where that was moved. */
  readonly inaccurateMetres?: number | undefined;
  /** The local day, `2025-07-01`. */
  readonly today: string;
}

/** The same with the indexes rules ask; null where nothing is known. */
export interface RuleContext {
  readonly layer: Layer;
  readonly today: string;
  readonly province: readonly BoundedRings[] | null;
  readonly provinceEdge: LineIndex | null;
  readonly border: LineIndex | null;
  readonly roads: LineIndex | null;
  readonly existing: readonly ExistingFeature[];
  readonly among: 'register-and-file' | 'register';
  readonly inaccurateMetres: number | undefined;
}

/** A rule about data. Adding one is one file and its line in `index.ts`. */
export interface SurveyRule {
  readonly name: string;
  /** What it may say. */
  readonly codes: readonly IssueCode[];
  appliesTo(layer: Layer): boolean;
  /** Looks at all features at once: some faults lie between two of them. */
  check(features: readonly RuleFeature[], context: RuleContext): Issue[];
}

/** Indexes what is known for the rules; what is not known is null, and rules that need it keep silent. */
export function prepareRules({
  layer,
  today,
  province,
  borderLines,
  roads,
  existing = [],
  among = 'register-and-file',
  inaccurateMetres,
}: RuleKnowledge): RuleContext {
  const index = (lines: readonly LineParts[] | undefined) => (lines ? new LineIndex(prepareLines(lines)) : null);
  return {
    layer,
    today,
    province: province?.map((rings) => ({ rings, bounds: ringsBounds(rings) })) ?? null,
    provinceEdge: index(province),
    border: index(borderLines),
    roads: index(roads),
    existing,
    among,
    inaccurateMetres,
  };
}

/** A rule that looks at one feature after another. */
export function featureRule(
  rule: Omit<SurveyRule, 'check'> & { check(feature: RuleFeature, context: RuleContext): Issue | null },
): SurveyRule {
  const { check, ...rest } = rule;
  return { ...rest, check: (features, context) => features.flatMap((feature) => check(feature, context) ?? []) };
}
