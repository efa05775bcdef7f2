import { z } from '@hono/zod-openapi';
import {
  type Bounds,
  type CleaningThresholds,
  type CoordinateCandidate,
  type CoordinateSystem,
  type ProposedCut,
  surveyStates,
} from '@phen-dau/geodata';
import type { FeatureCollection, LineString } from 'geojson';
import { type FeatureEdit, otherShapes, tableOptions } from './instructions.ts';
import type { SurveyIssue } from './survey-reading.ts';

/** To the compiler a type that is declared already; to readers of the OpenAPI document as much of it as helps them. */
const typed = <T>(schema: z.ZodType) => schema as z.ZodType<T>;

const counts = z.strictObject({
  read: z.int(),
  accepted: z.int(),
  changed: z.int(),
  held: z.int(),
  leftOut: z.int(),
});

/** What the server keeps of a file, and what it understood. `format` is null when no reader knows it, `crs` while it has to be
 * confirmed; `changed` of the accepted features change one of the register. */
const receipt = z
  .strictObject({
    sha256: z.string(),
    bytes: z.int(),
    format: z.string().nullable(),
    crs: z.string().nullable(),
    ...counts.shape,
  })
  .openapi('SurveyReceipt');

/** A finding in the reader's language; `ignored` is the reason given for that. */
interface ToldIssue extends SurveyIssue {
  readonly message: string;
  readonly ignored: string | null;
}

const issue = typed<ToldIssue>(
  z
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
    .openapi('SurveyIssue'),
);

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
  bounds: typed<Bounds>(z.array(z.number()).length(4)).nullable(),
  errors: z.int(),
  /** Those nobody has explained. */
  warnings: z.int(),
  decision: z.strictObject({ by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() }).nullable(),
  may: z.strictObject({
    change: z.boolean(),
    submit: z.boolean(),
    reopen: z.boolean(),
    decide: z.boolean(),
    undo: z.boolean(),
  }),
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
  /** Listed or not. */
  stretchCount: z.int(),
  proposalCount: z.int(),
  /** Roads to be proposed. */
  proposals: typed<FeatureCollection<LineString, { feature: number; part: number; length_metres: number }>>(
    z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.looseObject({})) }),
  ),
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
    choice: z.enum(['skip', 'link', 'new-visit']).nullable(),
    mustChoose: z.boolean(),
  })
  .openapi('SurveyRepeat');

/** A survey in the queue. */
export const surveyBrief = z.strictObject(brief).openapi('SurveyBrief');

/** The queue, newest first; `counts` are of every state, whatever is asked for. */
export const surveyQueue = z.strictObject({
  surveys: z.array(surveyBrief),
  counts: z.record(z.enum(surveyStates), z.int()),
  next: z.uuid().nullable(),
});

/** A survey as its page shows it. */
export const surveyWhole = z
  .strictObject({
    ...brief,
    order: z.enum(['as-is', 'swapped']),
    /** How the coordinate system is defined; null where its code says all. */
    system: typed<CoordinateSystem | null>(z.looseObject({ code: z.string(), name: z.string() }).nullable()),
    statedCrs: z.string().nullable(),
    candidates: z.array(
      typed<CoordinateCandidate>(z.looseObject({ crs: z.string(), order: z.string(), score: z.number() })),
    ),
    columns: z.array(z.string()),
    map: z.record(z.string(), z.string()),
    set: z.record(z.string(), z.string()),
    table: tableOptions.nullable(),
    /** `repair`: faulty shapes are mended where that is certain; null: they are reported. */
    geometries: z.literal('repair').nullable(),
    /** By the feature's place in the file. */
    edits: z.record(z.string(), typed<FeatureEdit>(z.looseObject({}))),
    otherShapes: otherShapes.nullable(),
    cuts: z.array(
      typed<ProposedCut>(
        z.looseObject({ id: z.string(), kind: z.string(), feature: z.int(), part: z.int(), taken: z.boolean() }),
      ),
    ),
    /** Listed or not. */
    cutCount: z.int(),
    /** The thresholds the cuts were found by. */
    cleaning: typed<CleaningThresholds>(z.record(z.string(), z.number())),
    matches: matches.nullable(),
    repeats: z.array(repeat),
    issues: z.array(issue),
    issueCounts: z.record(z.string(), z.int()),
    /** How many. */
    photos: z.int(),
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
