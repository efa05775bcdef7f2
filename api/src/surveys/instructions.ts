import { z } from '@hono/zod-openapi';
import { allCuts, type CleaningThresholds, cleaningDefaults, cleaningRanges } from '@phen-dau/geodata';

const crs = z.string().trim().min(1).max(2000);
const order = z.enum(['as-is', 'swapped']);
const word = z.string().min(1).max(200);
const value = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const reason = z.string().trim().min(3).max(300);
const sources = z.record(word, z.string().max(1000)).refine((record) => Object.keys(record).length <= 200);

export const otherShapes = z.enum(['leave-out', 'take-fitting']);
const feature = z.int().min(0).max(1_000_000);
/** geodata's `IssueFix`, with the feature it is for. */
const fix = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-crs'), crs, order }),
  z.strictObject({ kind: z.literal('swap-axes'), feature: feature.optional() }),
  z.strictObject({ kind: z.literal('repair') }),
  z.strictObject({ kind: z.literal('set-property'), feature, property: word, value }),
  z.strictObject({ kind: z.literal('swap-properties'), feature, one: word, other: word }),
  z.strictObject({ kind: z.literal('update-existing'), feature, id: z.uuid().toLowerCase() }),
  z.strictObject({ kind: z.literal('move-to'), feature, position }),
  z.strictObject({ kind: z.literal('take-fitting'), feature, shapes: z.enum(['points', 'lines', 'areas']) }),
  z.strictObject({ kind: z.literal('take-cuts'), feature }),
  z.strictObject({ kind: z.literal('leave-out'), feature }),
  z.strictObject({ kind: z.literal('take-back'), feature }),
]);

const thresholdNames = Object.keys(cleaningDefaults) as (keyof CleaningThresholds)[];

/** What the rows of a table are: a feature each, or corners of lines or areas that a column tells apart. */
export const tableOptions = z.strictObject({
  shape: z.enum(['points', 'line', 'area']).optional(),
  groupBy: word.optional(),
});

const threshold = (name: keyof CleaningThresholds) => {
  const { least, most } = cleaningRanges[name];
  const description = `Default ${cleaningDefaults[name]}; null takes it back`;
  return z.number().min(least).max(most).nullable().optional().openapi({ description });
};
/** geodata's `CleaningThresholds`: when something in a track is a fault. */
const cleaning = z.strictObject(
  Object.fromEntries(thresholdNames.map((name) => [name, threshold(name)])) as Record<
    keyof CleaningThresholds,
    ReturnType<typeof threshold>
  >,
);

/** The body of a PATCH: what a person decided. Null takes a decision back. */
export const surveyChange = z.strictObject({
  crs: crs.nullable().optional(),
  order: order.optional(),
  map: sources.optional(),
  set: sources.optional(),
  table: tableOptions.nullable().optional(),
  /** Null leaves faulty shapes as they are again; `repair` is also a fix. */
  geometries: z.literal('repair').nullable().optional(),
  /** What is to become of features of another shape than the layer's: a device writes its waypoints into the file of the track;
   * `take-fitting` takes of each what the layer takes, of several points one feature each. */
  otherShapes: otherShapes.nullable().optional(),
  /** By feature: all cuts of its track that are wanted, `*` for every one, `[]` for none; of a track not named, those of kind
   * `inaccurate` are. */
  cuts: z.record(z.string().regex(/^\d{1,7}$/), z.array(word).max(500)).optional(),
  cleaning: cleaning.nullable().optional(),
  fixes: z.array(fix).max(1000).optional(),
  ignore: z
    .array(z.strictObject({ issue: z.string().min(1).max(300), reason: reason.nullable() }))
    .max(1000)
    .optional(),
  /** What an earlier survey of the same file or walk means for this one; `skip` withdraws this one, null asks again, also
   * where it was withdrawn. */
  repeats: z
    .array(z.strictObject({ survey: z.uuid().toLowerCase(), choice: z.enum(['skip', 'link', 'new-visit']).nullable() }))
    .max(50)
    .optional(),
});
export type SurveyChange = z.infer<typeof surveyChange>;

/** What a person decided about one feature. */
export interface FeatureEdit {
  readonly leftOut?: true;
  /** Only the shapes that the layer takes; of several points this feature is the first. */
  readonly fitted?: true;
  readonly swapped?: boolean;
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>;
  /** WGS 84. */
  readonly position?: readonly [number, number];
  /** The register's feature this one is a new state of. */
  readonly existing?: string;
  /** Attributes whose values change places, in the order decided. */
  readonly swaps?: readonly (readonly [string, string])[];
}

/** What an earlier survey of the same file or walk means for a survey. */
export type RepeatChoice = 'skip' | 'link' | 'new-visit';

/** All decisions about reading one file, as they stand together. */
export interface SurveyInstructions {
  readonly crs?: string;
  readonly order?: 'as-is' | 'swapped';
  /** Field -> column, and field -> one value for all features. */
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly table?: { readonly shape?: 'points' | 'line' | 'area'; readonly groupBy?: string };
  readonly cuts?: Readonly<Record<string, readonly string[]>>;
  /** Only those that were moved. */
  readonly cleaning?: Partial<CleaningThresholds>;
  readonly geometries?: 'repair';
  readonly otherShapes?: z.infer<typeof otherShapes>;
  /** By the feature's place in the file. */
  readonly edits?: Readonly<Record<string, FeatureEdit>>;
  /** Reasons by the issue's key. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** By the earlier survey: the same visit once more, a new one, or nothing new, for which this one is withdrawn. */
  readonly repeats?: Readonly<Record<string, RepeatChoice>>;
}

/** Whether a change leaves the reading as it is: then the file need not be read again. */
export const isRemark = (change: SurveyChange): boolean =>
  Object.keys(change).every((key) => key === 'ignore' || key === 'repeats');

/** The instructions after a change; what the change does not name stays, so changes of different things do not collide. */
export function changedInstructions(before: SurveyInstructions, change: SurveyChange): SurveyInstructions {
  const { crs: given, order: axes, map, set, table, cuts, cleaning: moved, geometries, otherShapes } = change;
  const { fixes = [], ignore = [], repeats = [] } = change;
  let after: SurveyInstructions = withoutUndefined({
    ...before,
    ...(given !== undefined && { crs: given ?? undefined, ...(given === null && { order: undefined }) }),
    ...(axes !== undefined && { order: axes }),
    ...(map && { map: withoutEmpty({ ...before.map, ...map }) }),
    ...(set && { set: withoutEmpty({ ...before.set, ...set }) }),
    ...(cuts && { cuts: { ...before.cuts, ...cuts } }),
    ...(table !== undefined && { table: table ?? undefined }),
    ...(moved !== undefined && { cleaning: moved ? movedThresholds({ ...before.cleaning, ...moved }) : undefined }),
    ...(geometries !== undefined && { geometries: geometries ?? undefined }),
    ...(otherShapes !== undefined && { otherShapes: otherShapes ?? undefined }),
  });
  for (const each of fixes) after = fixed(after, each);
  const ignored = { ...after.ignored };
  for (const { issue, reason: why } of ignore) {
    if (why === null) delete ignored[issue];
    else ignored[issue] = why;
  }
  const meanings = { ...after.repeats };
  for (const { survey, choice } of repeats) {
    if (choice === null) delete meanings[survey];
    else meanings[survey] = choice;
  }
  return { ...after, ignored, repeats: meanings };
}

type Fix = z.infer<typeof fix>;

function fixed(before: SurveyInstructions, each: Fix): SurveyInstructions {
  switch (each.kind) {
    case 'set-crs':
      return { ...before, crs: each.crs, order: each.order };
    case 'repair':
      return { ...before, geometries: 'repair' };
    case 'swap-axes':
      if (each.feature !== undefined) return edited(before, each.feature, (edit) => ({ swapped: !edit.swapped }));
      return { ...before, order: before.order === 'swapped' ? 'as-is' : 'swapped' };
    case 'set-property':
      return edited(before, each.feature, ({ properties }) => ({
        properties: { ...properties, [each.property]: each.value },
      }));
    case 'swap-properties':
      return edited(before, each.feature, ({ swaps = [] }) => ({ swaps: [...swaps, [each.one, each.other]] }));
    case 'update-existing':
      return edited(before, each.feature, () => ({ existing: each.id }));
    case 'move-to':
      return edited(before, each.feature, () => ({ position: each.position }));
    case 'take-fitting':
      return edited(before, each.feature, () => ({ fitted: true }));
    case 'take-cuts':
      return { ...before, cuts: { ...before.cuts, [each.feature]: [allCuts] } };
    case 'leave-out':
      return edited(before, each.feature, () => ({ leftOut: true }));
    case 'take-back': {
      const { [String(each.feature)]: _, ...others } = before.edits ?? {};
      return { ...before, edits: others };
    }
  }
}

function edited(before: SurveyInstructions, feature: number, change: (edit: FeatureEdit) => FeatureEdit) {
  const edit = before.edits?.[feature] ?? {};
  return { ...before, edits: { ...before.edits, [feature]: { ...edit, ...change(edit) } } };
}

/** A threshold on its default is not remembered: should a default change, a survey nobody moved it in goes with it. */
function movedThresholds(thresholds: z.infer<typeof cleaning>): Partial<CleaningThresholds> | undefined {
  const moved = thresholdNames.flatMap((name) => {
    const value = thresholds[name] ?? cleaningDefaults[name];
    return value === cleaningDefaults[name] ? [] : [[name, value] as const];
  });
  return moved.length > 0 ? Object.fromEntries(moved) : undefined;
}

/** An empty text takes a mapping back. */
const withoutEmpty = (record: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ''));

const withoutUndefined = (record: Readonly<Record<string, unknown>>): SurveyInstructions =>
  Object.fromEntries(Object.entries(record).filter(([, each]) => each !== undefined));
