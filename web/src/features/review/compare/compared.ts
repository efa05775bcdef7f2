import type { StagedFeature } from '../../../api/survey-review.ts';
import type { FieldDescription } from '../../../api/types.ts';
import { diffFeature, type FeatureDiff, type Stage } from './feature-diff.ts';
import type { KnownStates } from './record-states.ts';

/** What is known of a feature of the survey beside the register; `reading` and `failed`: it cannot be said yet. */
export type ComparedKind = FeatureDiff['kind'] | 'reading' | 'failed';

export interface Compared {
  readonly feature: StagedFeature;
  readonly kind: ComparedKind;
  /** Undefined while it cannot be said. */
  readonly diff: FeatureDiff | undefined;
}

/** With what features are compared: the attributes of their layer, and where their survey stands. */
export interface Comparison {
  readonly fields: readonly FieldDescription[];
  readonly stage: Stage;
}

interface Known {
  readonly states: KnownStates | undefined;
  readonly comparison: Comparison;
  readonly compared: Compared;
}
const known = new WeakMap<StagedFeature, Known>();

/** Compares a feature with what is known of it; the same question is answered without comparing again. */
export function compare(feature: StagedFeature, states: KnownStates | undefined, comparison: Comparison): Compared {
  const before = known.get(feature);
  if (before && before.states === states && before.comparison === comparison) return before.compared;
  const compared = comparedWith(feature, states, comparison);
  known.set(feature, { states, comparison, compared });
  return compared;
}

function comparedWith(feature: StagedFeature, states: KnownStates | undefined, comparison: Comparison): Compared {
  if (feature.changes === undefined) {
    return { feature, kind: 'new', diff: diffFeature(feature, undefined, comparison) };
  }
  if (states === undefined || states === 'failed') return { feature, kind: states ?? 'reading', diff: undefined };
  const diff = diffFeature(feature, states, comparison);
  return { feature, kind: diff.kind, diff };
}

/** How many there are of each kind. */
export function countKinds(all: readonly Compared[]): Readonly<Partial<Record<ComparedKind, number>>> {
  const counts: Partial<Record<ComparedKind, number>> = {};
  for (const { kind } of all) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What a feature is called: by its survey, else by the register, else by its number in the file. */
export function nameOf(
  { feature: { properties, index }, diff }: Pick<Compared, 'feature'> & Partial<Pick<Compared, 'diff'>>,
  nameField: string,
  unnamed: (number: string) => string,
): string {
  const name = properties[nameField] ?? diff?.base?.properties[nameField];
  return name === undefined || name === null ? unnamed(String(index + 1)) : String(name);
}
