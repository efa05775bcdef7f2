import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEdit } from '../measure/edit-works.ts';
import { measureDefaults } from '../measure/parameters.ts';
import { prepareWorks } from '../measure/works.ts';
import type { CoverageFeature, CoverageFeatures, CoverageLayer } from './answer.ts';
import { type ChangedFeatures, featuresAfter, worksAfter } from './changed-works.ts';
import { worksOf } from './works-of.ts';

const position = fc.tuple(fc.nat(90), fc.nat(90)).map(([x, y]) => [106.7 + x / 1e4, 21.9 + y / 1e4]);
/** Few ids, so that the same feature is touched again and again. */
const id = fc.nat(12).map((number) => `feature ${number}`);
const word = fc.constantFrom('working', 'broken', 'usable', 'closed', 'patrol');
const properties = fc.record({ name: word, code: word, number: word, status: word, kind: word, surface: word });
const lamp = fc.record({
  geometry: position.map((coordinates) => ({ type: 'Point' as const, coordinates })),
  properties,
});
const road = fc.record({
  geometry: fc.array(position, { minLength: 2 }).map((coordinates) => ({ type: 'LineString' as const, coordinates })),
  properties,
});
/** As the register would tell them: what is there now of the ids touched, some not any more, some never. */
const changesOf = (layer: CoverageLayer, feature: fc.Arbitrary<Omit<CoverageFeature, 'id'>>) =>
  fc.uniqueArray(fc.tuple(id, fc.option(feature)), { selector: ([each]) => each, maxLength: 4 }).map(
    (touched): ChangedFeatures => ({
      layer,
      ids: touched.map(([each]) => `${layer} ${each}`),
      features: touched.flatMap(([each, now]) => (now ? [{ ...now, id: `${layer} ${each}` }] : [])),
    }),
  );
const step = fc.tuple(changesOf('patrol-road', road), changesOf('solar-lamp', lamp), changesOf('border-marker', lamp));
const empty: CoverageFeatures = { 'border-post': [], 'patrol-road': [], 'solar-lamp': [], 'border-marker': [] };

describe('works after some features changed', () => {
  it('are those of all features read again, packed or not', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let features = empty;
        let named = worksOf(features);
        let packed = prepareWorks(named.works, measureDefaults);
        for (const changes of steps) {
          features = featuresAfter(features, changes);
          const after = worksAfter(named, changes);
          expect(after?.named).toEqual(worksOf(features));
          named = after?.named ?? named;
          packed = after?.edits.reduce(withEdit, packed) ?? packed;
          expect({ ...packed.works, lamps: packed.lamps.list.all() }).toEqual(named.works);
        }
      }),
    );
  });

  it('are to be packed anew where another layer changed, or much of one', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, number) => `lamp ${number}`);
    const changed = (layer: CoverageLayer, count: number) =>
      worksAfter(worksOf(empty), [{ layer, ids: ids(count), features: [] }]);
    expect(changed('solar-lamp', 10)).not.toBeNull();
    expect(changed('solar-lamp', 100)).toBeNull();
    expect(changed('border-post', 1)).toBeNull();
    expect(changed('survey-track', 1)).toBeNull();
  });
});
