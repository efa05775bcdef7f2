import { z } from '@hono/zod-openapi';
import { issueText, type Language, layerById } from '@phen-dau/geodata';
import { mayPerform, type SignedIn } from '../account.ts';
import { type SurveyRow, type SurveyStep, surveyStates } from '../queries/surveys.ts';
import { visibleLayer } from '../visible-layer.ts';
import { tableOptions } from './instructions.ts';
import { repeatIssues, type ToldRepeat } from './repeats.ts';
import type { RoadMatches } from './survey-reading.ts';

const counts = z.strictObject({
  read: z.int(),
  accepted: z.int(),
  changed: z.int(),
  held: z.int(),
  leftOut: z.int(),
});

const receipt = z
  .strictObject({
    sha256: z.string(),
    bytes: z.int(),
    format: z.string().nullable(),
    crs: z.string().nullable(),
    ...counts.shape,
  })
  .openapi('SurveyReceipt');

const issue = z
  .looseObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    feature: z.int().optional(),
    place: z.array(z.number()).optional(),
    message: z.string(),
    fix: z.looseObject({ kind: z.string() }).optional(),
    key: z.string(),
    ignored: z.string().nullable(),
  })
  .openapi('SurveyIssue');

const brief = {
  id: z.uuid(),
  state: z.enum(surveyStates),
  layer: z.string(),
  fileName: z.string(),
  author: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
  receipt,
  bounds: z.array(z.number()).nullable(),
  errors: z.int(),
  decision: z.strictObject({ by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() }).nullable(),
  may: z.strictObject({ change: z.boolean(), submit: z.boolean(), decide: z.boolean(), undo: z.boolean() }),
};

const matches = z.strictObject({
  stretches: z.array(
    z.strictObject({
      feature: z.int(),
      road: z.uuid(),
      name: z.string(),
      fromMetres: z.number(),
      toMetres: z.number(),
      confidence: z.number(),
      offsetMetres: z.number(),
      direction: z.enum(['forward', 'backward']),
    }),
  ),
  proposals: z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.looseObject({})) }),
  gaps: z.int(),
});

const repeat = z
  .strictObject({
    survey: z.uuid(),
    kind: z.enum(['same-file', 'same-walk']),
    similarity: z.number(),
    features: z.array(z.int()),
    fileName: z.string(),
    author: z.string(),
    sentAt: z.iso.datetime(),
    state: z.enum(surveyStates),
    choice: z.enum(['link', 'new-visit']).nullable(),
    mustChoose: z.boolean(),
  })
  .openapi('SurveyRepeat');

/** A survey in the queue. */
export const surveyBrief = z.strictObject(brief).openapi('SurveyBrief');

/** A survey as its page shows it. */
export const surveyWhole = z
  .strictObject({
    ...brief,
    order: z.enum(['as-is', 'swapped']),
    statedCrs: z.string().nullable(),
    candidates: z.array(z.looseObject({ crs: z.string(), order: z.string(), score: z.number() })),
    columns: z.array(z.string()),
    map: z.record(z.string(), z.string()),
    set: z.record(z.string(), z.string()),
    table: tableOptions.nullable(),
    edits: z.record(z.string(), z.looseObject({})),
    cuts: z.array(
      z.looseObject({ id: z.string(), kind: z.string(), feature: z.int(), part: z.int(), taken: z.boolean() }),
    ),
    matches: matches.nullable(),
    repeats: z.array(repeat),
    issues: z.array(issue),
    issueCounts: z.record(z.string(), z.int()),
    replacedBy: z.uuid().nullable(),
    steps: z.array(
      z.strictObject({
        action: z.string(),
        at: z.iso.datetime(),
        account: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .openapi('Survey');

/** What everybody is told of a survey they may see. */
export function briefOf(survey: SurveyRow, caller: SignedIn): z.infer<typeof surveyBrief> {
  const { reading, decidedBy, decidedAt } = survey;
  const own = survey.authorId === caller.accountId;
  const isOpen = survey.state === 'received' || survey.state === 'has-issues';
  const decides = !own && mayPerform(caller, 'survey.review');
  return {
    id: survey.id,
    state: survey.state,
    layer: survey.layer,
    fileName: survey.fileName,
    author: survey.author,
    createdAt: survey.createdAt.toISOString(),
    updatedAt: survey.updatedAt.toISOString(),
    version: survey.version,
    receipt: {
      ...{ sha256: survey.sha256, bytes: survey.bytes, format: reading.format, crs: reading.crs, read: reading.read },
      ...{ accepted: reading.accepted, changed: reading.changed ?? 0, held: reading.held, leftOut: reading.leftOut },
    },
    bounds: reading.bounds && [...reading.bounds],
    errors: reading.errors,
    decision:
      decidedBy === null || decidedAt === null
        ? null
        : { by: decidedBy, at: decidedAt.toISOString(), reason: survey.decision },
    may: {
      change: own && isOpen,
      submit: own && survey.state === 'received',
      decide: decides && survey.state === 'submitted',
      undo: mayPerform(caller, 'survey.review') && survey.state === 'approved',
    },
  };
}

/** What is told of a survey beside its own row, as far as the caller may know it. */
export interface ToldOfSurvey {
  readonly steps: readonly SurveyStep[];
  /** Names by the ids of roads. */
  readonly roadNames: ReadonlyMap<string, string>;
  readonly repeats: readonly ToldRepeat[];
}

export function wholeOf(
  survey: SurveyRow,
  { steps, roadNames, repeats }: ToldOfSurvey,
  caller: SignedIn,
  language: Language,
): z.infer<typeof surveyWhole> {
  const { reading, instructions } = survey;
  const issues = [...repeatIssues(repeats, reading), ...reading.issues];
  const repeated = Object.fromEntries(
    (['same-file', 'same-walk'] as const).map((kind) => [kind, repeats.filter((each) => each.kind === kind).length]),
  );
  const layer = visibleLayer(layerById(survey.layer), caller.clearance);
  return {
    ...briefOf(survey, caller),
    order: reading.order,
    statedCrs: reading.statedCrs,
    candidates: reading.candidates.map((candidate) => ({ ...candidate })),
    columns: [...reading.columns],
    map: { ...instructions.map },
    set: { ...instructions.set },
    table: instructions.table ? { ...instructions.table } : null,
    edits: Object.fromEntries(Object.entries(instructions.edits ?? {}).map(([index, edit]) => [index, { ...edit }])),
    cuts: reading.cuts.map((cut) => ({ ...cut })),
    matches: reading.matches ? toldMatches(reading.matches, roadNames) : null,
    repeats: repeats.map(({ earlier, ...each }) => ({
      ...each,
      ...{ features: [...each.features], fileName: earlier.fileName, author: earlier.author, state: earlier.state },
      sentAt: earlier.createdAt.toISOString(),
    })),
    issues: issues.map(({ place, fix, ...each }) => ({
      ...each,
      ...(place && { place: [...place] }),
      ...(fix && { fix: { ...fix } }),
      message: issueText(each, language, layer),
      ignored: instructions.ignored?.[each.key] ?? null,
    })),
    issueCounts: {
      ...Object.fromEntries(Object.entries(repeated).filter(([, count]) => count > 0)),
      ...reading.issueCounts,
    },
    replacedBy: survey.replacedBy,
    steps: steps.map(({ action, at, account, reason }) => ({ action, at: at.toISOString(), account, reason })),
  };
}

/** Roads the caller may not read are not there, as everywhere. */
function toldMatches({ stretches, proposals, gaps }: RoadMatches, roadNames: ReadonlyMap<string, string>) {
  return {
    stretches: stretches.flatMap((stretch) => {
      const name = roadNames.get(stretch.road);
      return name === undefined ? [] : [{ ...stretch, name }];
    }),
    proposals: {
      type: 'FeatureCollection' as const,
      features: proposals.map(({ feature, part, metres, geometry }) => {
        const properties = { feature, part, length_metres: metres };
        return { type: 'Feature', geometry: { ...geometry }, properties };
      }),
    },
    gaps,
  };
}
