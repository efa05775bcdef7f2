import {
  addDerivedProperties,
  cleanedTracks,
  derivedFieldsOf,
  findLayer,
  geometryBounds,
  type Issue,
  IssueList,
  isOfType,
  issueKey,
  knownOfFile,
  type Layer,
  LineIndex,
  mayHaveTwins,
  prepareLines,
  prepareRules,
  readSurvey,
  type SurveyContent,
  type SurveyFeature,
  surveyColumns,
  surveyLimits,
  tracksByDay,
  unitedBounds,
  Validator,
  type ValidFeature,
  withFittingShapes,
  withFixes,
  withRoutesTold,
} from '@phen-dau/geodata';
import { lookUpNames } from '../import/names.ts';
import { unzipWithYauzl } from '../intake/unzip.ts';
import { idIn } from '../queries/feature-ids.ts';
import { shapeText } from '../queries/feature-merge.ts';
import type { StandingState } from '../queries/imports.ts';
import { vietnamDay } from '../today.ts';
import { visibleLayer } from '../visible-layer.ts';
import { boxesOf } from './boxes-of.ts';
import { editedFeature } from './edited-feature.ts';
import { isMatched, matchedRoads } from './matched-roads.ts';
import { placedIn } from './placed-in.ts';
import type { FileJob, FileRead, ReadingQuestions } from './reading-job.ts';
import { repeatedWalks, walksOf } from './repeated-walks.ts';
import { ruledFeatures } from './ruled-features.ts';
import type { StagedFeature, SurveyReading } from './survey-reading.ts';

/** What a survey file holds, as its instructions say it is to be read. Nothing of it refers to the bytes. */
export async function contentOf({ fileName, layer, instructions }: FileJob, bytes: Uint8Array): Promise<SurveyContent> {
  const table = instructions.table && { table: instructions.table };
  const whole = await readSurvey(bytes, fileName, surveyLimits, { unzip: unzipWithYauzl, ...table });
  return layer === 'survey-track' ? tracksByDay(withRoutesTold(whole), { map: instructions.map }) : whole;
}

/** Understands what a file holds under its instructions: the whole way to staged features and issues. */
export async function readFile(job: FileJob, given: SurveyContent, ask: ReadingQuestions): Promise<FileRead> {
  const layer = findLayer(job.layer);
  if (!layer) throw new Error(`No layer ${job.layer}`);
  const { instructions } = job;
  const content = withFittingShapes(
    given,
    layer,
    (feature) => instructions.otherShapes === 'take-fitting' || instructions.edits?.[feature]?.fitted === true,
  );
  const issues = new IssueList();
  const others = instructions.otherShapes === 'leave-out' ? ofOtherShape(content.features, layer) : new Set<number>();
  const isLeftOut = (feature: number | undefined) =>
    feature !== undefined && (instructions.edits?.[feature]?.leftOut === true || others.has(feature));
  issues.add(content.issues.filter(({ feature }) => !isLeftOut(feature)));
  const unreadable = new Set(
    content.issues.flatMap(({ feature, severity }) => (severity === 'error' ? (feature ?? []) : [])),
  );
  const indices = new Set([...content.features.map(({ index }) => index), ...unreadable]);
  const leftOut = [...indices].filter(isLeftOut).length;
  const fitting = others.size > 0 ? content.features.filter(({ index }) => !others.has(index)) : content.features;
  const placed = await placedIn({ ...content, features: fitting }, job, ask, issues);
  const tracks = cleanedTracks(placed.features ?? [], layer, instructions);
  const standing = await standingOf(tracks.features, job, ask);
  const valid = placed.features ? validFeatures(layer, job, tracks.features, standing, issues) : [];
  const sound = await ask.soundAreas(layer, valid, issues);
  const identified = await withIdentity(layer, sound, job, { ask, standing }, issues);
  const known = identified.length > 0 ? await ask.knownNearby(boxesOf(identified)) : null;
  if (typeof known?.limit === 'number') {
    issues.add([{ code: 'compared-partly', severity: 'warning', context: { limit: known.limit } }]);
  }
  const { inaccurateMetres } = instructions.cleaning ?? {};
  const context = known && prepareRules({ ...known, layer, inaccurateMetres });
  const ofFile = knownOfFile(content.features, tracks.faults);
  const staged = context ? ruledFeatures(identified, context, ofFile, issues) : identified;
  const noted = new Map(tracks.features.flatMap(({ index, fixes }) => (fixes ? [[index, fixes] as const] : [])));
  const roads = context?.roads ?? new LineIndex(prepareLines([]));
  const isMatching = known && isMatched(layer.id);
  const walks = walksOf(layer, staged, noted);
  const repeats = walks.length > 0 ? repeatedWalks(walks, await ask.earlierWalks(walks)) : [];
  const read = indices.size;
  const reading: SurveyReading = {
    format: content.format,
    crs: placed.crs,
    ...(placed.system && { system: placed.system }),
    order: instructions.order ?? 'as-is',
    statedCrs: content.statedCrs ?? null,
    candidates: placed.candidates,
    read,
    accepted: staged.length,
    changed: staged.reduce((sum, { changes }) => sum + (changes === undefined ? 0 : 1), 0),
    held: read - staged.length - leftOut,
    leftOut,
    vertices: content.vertices,
    bounds: staged.length > 0 ? unitedBounds(staged.map(({ geometry }) => geometryBounds(geometry))) : null,
    columns: surveyColumns(content),
    cuts: tracks.cuts,
    cutCount: tracks.cutCount,
    matches: isMatching ? matchedRoads(staged, noted, roads, known.roadIds) : null,
    repeats,
    issues: withFixes(issues.kept, visibleLayer(layer, job.clearance)).map((issue) => ({
      ...issue,
      key: issueKey(issue),
    })),
    issueCounts: issues.counts,
    ...(known && mayHaveTwins(layer) && { compared: known.versions }),
    errors: issues.errors,
  };
  return { reading, features: staged, walks };
}

/** By their places in the file: the features that are no points where the layer has points, no lines where it has lines. */
const ofOtherShape = (features: readonly SurveyFeature[], { geometry }: Layer): ReadonlySet<number> =>
  new Set(features.flatMap((feature) => (isOfType(feature.geometry, geometry) ? [] : feature.index)));

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The versions of the register's features that the file names by their ids, or its author does. */
async function standingOf(features: readonly SurveyFeature[], job: FileJob, ask: ReadingQuestions) {
  const ids = new Set<string>();
  for (const { index, id } of features) {
    const named = job.instructions.edits?.[index]?.existing ?? id;
    if (typeof named === 'string' && uuid.test(named)) ids.add(named.toLowerCase());
  }
  return ids.size > 0 ? ask.standingVersions([...ids]) : new Map<string, number>();
}

function validFeatures(
  layer: Layer,
  job: FileJob,
  features: readonly SurveyFeature[],
  standing: ReadonlyMap<string, number>,
  issues: IssueList,
) {
  const { edits, map, set, geometries } = job.instructions;
  const changes = new Set<number>();
  for (const { index, id } of features) {
    const isKnown = typeof id === 'string' && standing.has(id.toLowerCase());
    if (isKnown || edits?.[index]?.existing !== undefined) changes.add(index);
  }
  const validator = new Validator(visibleLayer(layer, job.clearance), {
    bounds: job.bounds,
    ...(map && { map }),
    ...(set && { set }),
    ...(geometries && { geometries }),
    isChange: (feature) => changes.has(feature),
    idByName: lookUpNames(job.names),
  });
  issues.add(validator.mappingIssues());
  const wanted = features.flatMap((feature) => editedFeature(feature, edits?.[feature.index], map) ?? []);
  const { accepted, issues: found } = validator.validate(wanted);
  issues.add(found);
  // A file of which everything was left out has had its features.
  if (wanted.length > 0) issues.add(validator.finish());
  return accepted;
}

/** Each feature's id: its own where the file gives one, else one that follows from the survey, so that reading again gives
 * the same. A feature the register has already is held until a person says that it is meant to change. */
async function withIdentity(
  layer: Layer,
  features: readonly ValidFeature[],
  job: FileJob,
  { ask, standing }: { readonly ask: ReadingQuestions; readonly standing: ReadonlyMap<string, number> },
  issues: IssueList,
): Promise<StagedFeature[]> {
  const existingOf = ({ index }: ValidFeature) => job.instructions.edits?.[index]?.existing;
  const changed = features.flatMap((feature) => existingOf(feature) ?? []);
  const states = changed.length > 0 ? await ask.standingStates(changed) : new Map<string, StandingState>();
  const changedBefore = new Set<string>();
  return features.flatMap((feature) => {
    const { index, geometry, properties, validFrom, validTo } = feature;
    const existing = existingOf(feature);
    const id = existing ?? feature.id ?? idIn(job.surveyId, index);
    const version = standing.get(id);
    if (version !== undefined && existing === undefined) {
      const fix = { kind: 'update-existing', id } as const;
      issues.add([{ code: 'identifier-exists', severity: 'error', feature: index, context: { id }, fix }]);
      return [];
    }
    if (version === undefined && existing !== undefined) {
      issues.add([
        { code: 'property-invalid', severity: 'error', feature: index, property: 'id', context: { value: id } },
      ]);
      return [];
    }
    const said = version === undefined ? withoutNulls(properties) : properties;
    const plain: StagedFeature = { type: 'Feature', id, geometry, properties: said, index };
    const isPlain = validFrom === undefined && validTo === undefined;
    const staged = isPlain
      ? plain
      : { ...plain, ...(validFrom && { valid_from: validFrom }), ...(validTo !== undefined && { valid_to: validTo }) };
    if (version === undefined) return [staged];
    // Two new states of one feature would be a conflict on approval, of the survey with itself.
    if (changedBefore.has(id)) {
      issues.add([{ code: 'identifier-repeated', severity: 'error', feature: index, context: { id } }]);
      return [];
    }
    changedBefore.add(id);
    const state = states.get(id);
    const tooEarly = state && dayFault(feature, state, vietnamDay(new Date()));
    if (tooEarly) {
      issues.add([tooEarly]);
      return [];
    }
    const isMoved = state?.shape !== shapeText(geometry);
    return [{ ...staged, properties: isMoved ? measured(feature, layer) : properties, changes: version }];
  });
}

/** In a new feature a null says what absence says, and of a hundred thousand features it was half the text. */
function withoutNulls(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const key in properties) if (properties[key] !== null) said[key] = properties[key];
  return said;
}

/** A change cannot begin before the state it changes, nor end before it begins: the register would refuse all of the survey. */
function dayFault({ index, validFrom, validTo }: ValidFeature, state: StandingState, today: string): Issue | null {
  const fault = (earlier: string, earlierDay: string, later: string, laterDay: string): Issue => ({
    ...{ code: 'days-disordered', severity: 'error', feature: index, property: later },
    context: { earlier, earlierDay, later, laterDay },
  });
  if (validFrom !== undefined && validFrom < state.validFrom) {
    return fault('valid_from', state.validFrom, 'valid_from', validFrom);
  }
  const begins = validFrom ?? (today > state.validFrom ? today : state.validFrom);
  if (typeof validTo === 'string' && validTo <= begins) return fault('valid_from', begins, 'valid_to', validTo);
  return null;
}

/** With the length or the extent of the new shape. One that stays as it was keeps what the register says, which a decision
 * may have stated. */
function measured({ geometry, properties }: ValidFeature, layer: Layer): Record<string, unknown> {
  const measures = derivedFieldsOf(layer).filter((key) => !(key in properties));
  const all = { ...properties, ...Object.fromEntries(measures.map((key) => [key, null])) };
  addDerivedProperties(layer, geometry, all);
  return all;
}
