import { type Bounds, vietNam } from '../coordinates/bounds.ts';
import { unitedBounds } from '../coordinates/bounds-of.ts';
import { findCoordinateSystem, wgs84 } from '../coordinates/coordinate-system.ts';
import { type Issue, type IssueCode, issueKey } from '../issue.ts';
import { IssueList } from '../issue-list.ts';
import type { Layer } from '../layer.ts';
import { Validator, type ValidFeature } from '../validate.ts';
import { cleanedTracks } from './cleaning/cleaned-tracks.ts';
import { coordinateCandidates, needsConfirmation, unconfirmedSystem } from './coordinate-candidates.ts';
import { placeIssues } from './place-issues.ts';
import { prepareReference } from './place-reference.ts';
import { placedFeatures } from './placed-features.ts';
import { withRoutesTold } from './planned-routes.ts';
import type { SurveyContent } from './read-survey.ts';
import { asFileTells, type KnownOfFile, knownOfFile, prepareRules, rulesBeyondValidation } from './rules/index.ts';
import type { SurveyFeature } from './survey-reader.ts';
import { tracksByDay } from './track-days.ts';

/** What is known on a device without its server: how a layer is described, where the province is, what day it is. */
export interface PreviewKnowledge {
  /** What the file is for; absent while nobody has said. */
  readonly layer?: Layer | undefined;
  readonly bounds: Bounds;
  /** The local day, `2025-07-01`. */
  readonly today: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
}

/**
 * What a device can tell of the coordinate system. `open`: a person must confirm it, and the server asks; `unknown`: the file
 * names one that only the server may know; `none`: there is no place to read.
 */
export type PreviewSystem =
  | { readonly state: 'known'; readonly crs: string; readonly name: string }
  | { readonly state: 'open' | 'unknown'; readonly stated: string | undefined }
  | { readonly state: 'none' };

/** What a file will be found to be, as far as the file itself tells. */
export interface SurveyPreview {
  readonly system: PreviewSystem;
  /** In WGS 84; null while nobody knows where they are. */
  readonly placed: readonly SurveyFeature[] | null;
  /** Features found; those without an error, by their places in the file. Null while no layer was said, or no place is known. */
  readonly read: number;
  readonly usable: ReadonlySet<number> | null;
  /** At most 100 of each code. */
  readonly issues: readonly (Issue & { readonly key: string })[];
  readonly issueCounts: Readonly<Partial<Record<IssueCode, number>>>;
  readonly errors: number;
}

/** Where the features of a file belong, as far as layers tell that are known by their descriptions: what the server takes it from. */
export function provinceOf(layers: readonly { readonly id: string; readonly bounds: Bounds | null }[]): Bounds {
  const boxes = layers.flatMap(({ id, bounds }) =>
    bounds && (id === 'commune' || id === 'border-line') ? [bounds] : [],
  );
  return boxes.length > 0 ? unitedBounds(boxes) : vietNam;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Names of works cannot be looked up here: each is taken for one that exists. */
const someId = '00000000-0000-4000-8000-000000000000';

/**
 * Judges a file before anybody else has it, by the server's own readers, validator and rules. What needs the register (what is
 * there already, roads and the border around, other people's files) is not looked at, and nothing is guessed in its place.
 */
export function previewSurvey(whole: SurveyContent, knowledge: PreviewKnowledge): SurveyPreview {
  const { layer, map } = knowledge;
  const content = layer?.id === 'survey-track' ? tracksByDay(withRoutesTold(whole), { ...(map && { map }) }) : whole;
  const issues = new IssueList();
  issues.add(content.issues);
  const { system, placed } = placedHere(content, knowledge.bounds, issues);
  const tracks = placed && cleanedTracks(placed, layer);
  const features = tracks?.features ?? null;
  // Places that no layer could take are no layer's business, and said at once.
  if (features && !layer) issues.add(placeIssues(features, knowledge.bounds));
  const ofFile = tracks && knownOfFile(content.features, tracks.faults);
  const usable = layer && features && ofFile && new Set(usableFeatures(layer, features, ofFile, knowledge, issues));
  return {
    ...{ system, placed: features, read: readOf(content), usable: usable ?? null },
    issues: issues.kept.map((issue) => ({ ...issue, key: issueKey(issue) })),
    ...{ issueCounts: issues.counts, errors: issues.errors },
  };
}

/** Features found, those that could not be read among them. */
function readOf({ features, issues }: SurveyContent): number {
  const unread = issues.flatMap(({ feature, severity }) => (severity === 'error' ? (feature ?? []) : []));
  return new Set([...features.map(({ index }) => index), ...unread]).size;
}

function placedHere({ features, statedCrs }: SurveyContent, bounds: Bounds, issues: IssueList) {
  if (features.length === 0) return { system: { state: 'none' }, placed: null } as const;
  const stated = statedCrs === undefined ? null : findCoordinateSystem(statedCrs);
  if (statedCrs !== undefined && !stated)
    return { system: { state: 'unknown', stated: statedCrs }, placed: null } as const;
  const candidates = coordinateCandidates(features, prepareReference({ bounds }), { statedCrs, stated });
  const [best] = candidates;
  if (best && needsConfirmation(candidates, statedCrs, stated)) {
    issues.add([unconfirmedSystem(best, statedCrs)]);
    return { system: { state: 'open', stated: statedCrs }, placed: null } as const;
  }
  const taken = stated ?? wgs84;
  const placed = placedFeatures(features, taken, 'as-is');
  return { system: { state: 'known', crs: taken.code, name: taken.name }, placed } as const;
}

/** The places in the file of the features that no error keeps out. */
function usableFeatures(
  layer: Layer,
  features: readonly SurveyFeature[],
  ofFile: KnownOfFile,
  { bounds, today, map, set }: PreviewKnowledge,
  issues: IssueList,
): number[] {
  // A feature with an id of the register's kind may be a change of one that is there: what it does not say stays.
  const changes = new Set(features.flatMap(({ index, id }) => (typeof id === 'string' && uuid.test(id) ? index : [])));
  const validator = new Validator(layer, {
    ...{ bounds, isChange: (feature) => changes.has(feature), idByName: () => someId },
    ...(map && { map }),
    ...(set && { set }),
  });
  issues.add(validator.mappingIssues());
  const { accepted, issues: found } = validator.validate(features);
  issues.add(found);
  issues.add(validator.finish());
  return heldByNoRule(layer, accepted, { ofFile, today }, issues);
}

function heldByNoRule(
  layer: Layer,
  accepted: readonly ValidFeature[],
  { ofFile, today }: { readonly ofFile: KnownOfFile; readonly today: string },
  issues: IssueList,
): number[] {
  const context = prepareRules({ layer, today });
  const asked = accepted.map((feature) => asFileTells(feature, ofFile));
  const found = rulesBeyondValidation(layer).flatMap((rule) => rule.check(asked, context));
  issues.add(found);
  const held = new Set(found.flatMap(({ severity, feature }) => (severity === 'error' ? (feature ?? []) : [])));
  return accepted.flatMap(({ index }) => (held.has(index) ? [] : index));
}
