import { say } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import type { RecordState, StagedFeature } from '../../../api/survey-review.ts';
import type { FieldDescription } from '../../../api/types.ts';
import { diffFeature } from './feature-diff.ts';

const field = (key: string, kind: FieldDescription['kind'] = 'text'): FieldDescription => ({
  ...{ key, kind, label: say(key, key), required: false, inTile: false },
});
const layer = {
  fields: [field('code'), field('status', 'choice'), field('power_watts', 'decimal'), field('seen_at', 'moment')],
};

const properties = { code: 'BX-1', status: 'working', power_watts: 40, seen_at: '2025-03-01T00:00:00.000Z' };
const state = (version: number, more: Partial<RecordState> = {}): RecordState => ({
  version,
  ...{ validFrom: '2024-01-01', validTo: null, replacedAt: version === 2 ? null : '2025-01-01T00:00:00.000Z' },
  geometry: { type: 'Point', coordinates: [106.75, 21.85] },
  properties,
  ...more,
});
const staged = (more: Partial<StagedFeature> = {}): StagedFeature => ({
  ...{ type: 'Feature', id: 'a', index: 0, changes: 2, properties },
  geometry: { type: 'Point', coordinates: [106.75, 21.85] },
  ...more,
});
const keys = (list: readonly { field: FieldDescription }[]) => list.map(({ field: { key } }) => key);

describe('a staged feature', () => {
  it('that the register does not have is new, told by what is filled in', () => {
    const { changes: _, ...made } = staged({ properties: { ...properties, power_watts: null } });
    const diff = diffFeature(made, undefined, layer);
    expect(diff).toMatchObject({ kind: 'new', geometry: undefined, newer: undefined });
    expect(keys(diff.fields)).toEqual(['code', 'status', 'seen_at']);
    expect(diff.kept.map(({ key }) => key)).toEqual(['power_watts']);
  });

  it('that says what the register has is the same, however a moment is written', () => {
    const again = { ...properties, seen_at: '2025-03-01T07:00:00+07:00' };
    expect(diffFeature(staged({ properties: again }), [state(2), state(1)], layer)).toMatchObject({
      ...{ kind: 'same', fields: [], geometry: undefined, validity: [] },
    });
  });

  it('is changed field by field; what it does not speak of stays, what it empties is emptied', () => {
    const diff = diffFeature(staged({ properties: { status: 'broken', power_watts: null } }), [state(2)], layer);
    expect(diff).toMatchObject({
      kind: 'changed',
      fields: [
        { field: { key: 'status' }, before: 'working', after: 'broken' },
        { field: { key: 'power_watts' }, before: 40, after: null },
      ],
    });
    expect(diff.kept.map(({ key }) => key)).toEqual(['code', 'seen_at']);
  });

  it('is changed where it has moved or holds from another day', () => {
    const moved = staged({ geometry: { type: 'Point', coordinates: [106.7501, 21.85] }, valid_from: '2025-06-01' });
    expect(diffFeature(moved, [state(2)], layer)).toMatchObject({
      ...{ kind: 'changed', fields: [], geometry: { shape: 'point' } },
      validity: [{ end: 'from', before: '2024-01-01', after: '2025-06-01' }],
    });
  });

  it('is compared with the state it was made from; newer edits are told, and where the two collide', () => {
    const edited = state(3, {
      ...{ properties: { ...properties, power_watts: 99, code: 'BX-7' }, replacedAt: null },
      geometry: { type: 'Point', coordinates: [106.76, 21.85] },
    });
    const states = [edited, { ...state(2), replacedAt: '2025-04-01T00:00:00.000Z' }];
    const joins = diffFeature(staged({ properties: { status: 'broken', code: 'BX-7' } }), states, layer);
    expect(keys(joins.fields)).toEqual(['code', 'status']);
    expect(joins).toMatchObject({ newer: { version: 3 }, collisions: [] });
    const moved = { type: 'Point' as const, coordinates: [106.7501, 21.85] };
    const collides = diffFeature(staged({ properties: { power_watts: 60 }, geometry: moved }), states, layer);
    expect(collides.collisions).toEqual(['geometry', 'power_watts']);
    // What has been decided collides with nothing any more.
    expect(diffFeature(staged(), states, { ...layer, stage: 'approved' })).toMatchObject({ newer: undefined });
  });

  it('that changes what is no longer there for this reader is gone', () => {
    expect(diffFeature(staged(), [], layer).kind).toBe('gone');
    const ended = state(2, { replacedAt: '2025-05-01T00:00:00.000Z' });
    expect(diffFeature(staged(), [ended], layer).kind).toBe('gone');
    expect(diffFeature(staged(), [ended], { ...layer, stage: 'over' }).kind).toBe('same');
  });
});
