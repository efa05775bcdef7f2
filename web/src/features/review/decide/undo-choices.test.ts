import { describe, expect, it } from 'vitest';
import type { UndoConflict } from '../../../api/survey-review.ts';
import {
  byFeature,
  choiceOf,
  choose,
  chooseAll,
  noChoices,
  openChoices,
  versionsOf,
  withConflicts,
} from './undo-choices.ts';

const conflict = (feature: string, field: string | null, current: unknown = 3, version = 2): UndoConflict => ({
  ...{ feature, version, field, before: 1, survey: 2, current },
});
const [status, power, whole] = [conflict('a', 'status'), conflict('a', 'power_watts'), conflict('b', null)];

describe('taking a survey back', () => {
  it('asks about each value that was edited since, feature by feature', () => {
    const asked = withConflicts(noChoices, [status, power, whole]);
    expect(openChoices(asked)).toBe(3);
    expect(byFeature(asked.conflicts).map(({ feature, conflicts }) => [feature, conflicts.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('sends what was chosen under the field, or under * for a feature as a whole', () => {
    const asked = withConflicts(noChoices, [status, power, whole]);
    const chosen = choose(choose(chooseAll(asked, 'keep'), power, 'undo'), whole, 'undo');
    expect(openChoices(chosen)).toBe(0);
    expect(chosen.chosen).toEqual({ a: { status: 'keep', power_watts: 'undo' }, b: { '*': 'undo' } });
  });

  it('keeps what was decided when the server tells of more, and asks again what it tells again', () => {
    const decided = chooseAll(withConflicts(noChoices, [status, power]), 'keep');
    const more = withConflicts(decided, [conflict('a', 'power_watts', 4), whole]);
    expect(choiceOf(more, status)).toBe('keep');
    expect(openChoices(more)).toBe(2);
    expect(more.conflicts.find(({ field }) => field === 'power_watts')?.current).toBe(4);
    expect(more.chosen).toEqual({ a: { status: 'keep' } });
  });

  it('says of each feature which version was decided on, the newest that was told', () => {
    const asked = withConflicts(noChoices, [status, power, whole]);
    const edited = withConflicts(asked, [conflict('a', 'status', 5, 3), conflict('a', 'power_watts', 3, 3)]);
    expect(versionsOf(edited)).toEqual({ a: 3, b: 2 });
  });
});
