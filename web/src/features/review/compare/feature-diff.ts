import type { RecordState, StagedFeature } from '../../../api/survey-review.ts';
import type { FieldDescription, Value } from '../../../api/types.ts';
import { type GeometryChange, geometryChange } from './geometry-change.ts';

/** One attribute that a survey changes; `key` of a validity is no field of the layer. */
export interface FieldChange {
  readonly field: FieldDescription;
  readonly before: Value;
  readonly after: Value;
}

/**
 * What a survey does to one feature. `same`: it is in the survey and as it was in the register; `gone`: the survey changes
 * it, and it is no longer there for this reader.
 */
export interface FeatureDiff {
  readonly kind: 'new' | 'changed' | 'same' | 'gone';
  /** Attributes that change; of a new feature all that are filled in. */
  readonly fields: readonly FieldChange[];
  /** Attributes that stay as they are. */
  readonly kept: readonly FieldDescription[];
  readonly geometry: GeometryChange | undefined;
  /** Since when or until when it holds, where the survey says otherwise than the register. */
  readonly validity: readonly {
    readonly end: 'from' | 'to';
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** The state the survey is compared with. */
  readonly base: RecordState | undefined;
  /** While the survey waits: the register's state that came after it was made; an approval joins the two. */
  readonly newer: RecordState | undefined;
  /** Attributes, or `geometry`, that both changed to different values: over these an approval is refused. */
  readonly collisions: readonly string[];
}

/** Whether a survey waits for a decision, stands in the register, or is over. */
export type Stage = 'waiting' | 'approved' | 'over';

/**
 * Compares a staged feature with the state of the register it was made from; `states` are the feature's, newest first,
 * undefined while the survey makes a new one.
 */
export function diffFeature(
  staged: StagedFeature,
  states: readonly RecordState[] | undefined,
  { fields, stage = 'waiting' }: { readonly fields: readonly FieldDescription[]; readonly stage?: Stage },
): FeatureDiff {
  const base = states?.find(({ version }) => version === staged.changes);
  if (staged.changes === undefined || !states) return newFeature(staged, fields);
  if (!base) return { kind: 'gone', fields: [], kept: fields, ...nothing, base };
  const changes = fields.flatMap((field): FieldChange[] => {
    const after = staged.properties[field.key];
    const before = base.properties[field.key] ?? null;
    return after === undefined || isSameValue(field, before, after) ? [] : [{ field, before, after }];
  });
  const changed = new Set(changes.map(({ field }) => field.key));
  const geometry = geometryChange(base.geometry, staged.geometry);
  const validity = validityChange(staged, base);
  const standing = states.find(({ replacedAt }) => replacedAt === null);
  const newer = stage === 'waiting' && standing && standing.version > base.version ? standing : undefined;
  const isGone = stage === 'waiting' && !standing;
  const isChanged = changes.length > 0 || geometry !== undefined || validity.length > 0;
  return {
    kind: isGone ? 'gone' : isChanged ? 'changed' : 'same',
    fields: changes,
    kept: fields.filter(({ key }) => !changed.has(key)),
    geometry,
    validity,
    base,
    newer,
    collisions: newer ? collisionsOf({ staged, changes, isMoved: geometry !== undefined }, base, newer) : [],
  };
}

const nothing = { geometry: undefined, validity: [], newer: undefined, collisions: [] } as const;

interface Wish {
  readonly staged: StagedFeature;
  readonly changes: readonly FieldChange[];
  readonly isMoved: boolean;
}

/** What two people changed to different values, starting from the same. */
function collisionsOf({ staged, changes, isMoved }: Wish, base: RecordState, newer: RecordState): string[] {
  const fields = changes.filter(({ field, before, after }) => {
    const now = newer.properties[field.key] ?? null;
    return !isSameValue(field, before, now) && !isSameValue(field, after, now);
  });
  const isMovedTwice =
    isMoved && geometryChange(base.geometry, newer.geometry) && geometryChange(staged.geometry, newer.geometry);
  return [...(isMovedTwice ? ['geometry'] : []), ...fields.map(({ field }) => field.key)];
}

function newFeature(staged: StagedFeature, fields: readonly FieldDescription[]): FeatureDiff {
  const filled = fields.flatMap((field): FieldChange[] => {
    const after = staged.properties[field.key] ?? null;
    return after === null ? [] : [{ field, before: null, after }];
  });
  const told = new Set(filled.map(({ field }) => field.key));
  const kept = fields.filter(({ key }) => !told.has(key));
  return { kind: 'new', fields: filled, kept, ...nothing, base: undefined };
}

function validityChange({ valid_from: from, valid_to: to }: StagedFeature, base: RecordState): FeatureDiff['validity'] {
  return [
    ...(from !== undefined && from !== base.validFrom
      ? [{ end: 'from' as const, before: base.validFrom, after: from }]
      : []),
    ...(to !== undefined && to !== base.validTo ? [{ end: 'to' as const, before: base.validTo, after: to }] : []),
  ];
}

/** Whether two values of a field mean the same: one moment can be written in many ways. */
export function isSameValue(field: Pick<FieldDescription, 'kind'>, one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  if (field.kind === 'moment') return Date.parse(String(one)) === Date.parse(String(other));
  return false;
}
