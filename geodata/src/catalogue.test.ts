import { describe, expect, expectTypeOf, it } from 'vitest';
import { catalogue, findLayer, layerById } from './catalogue.ts';
import { layerParts, type Properties, partOf, propertiesSchema, readableParts, readableWords } from './layer.ts';
import { borderMarker } from './layers/border-marker.ts';
import type { Clearance } from './sensitivity.ts';

describe('the catalogue', () => {
  it('gives every layer an id in kebab case, once', () => {
    const ids = catalogue.map((layer) => layer.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('names every property in English snake_case and labels it in both languages', () => {
    for (const layer of catalogue) {
      for (const [key, field] of Object.entries(layer.fields)) {
        expect(key).toMatch(/^[a-z]+(_[a-z]+)*$/);
        expect(field.label.vi.length * field.label.en.length, `${layer.id}.${key}`).toBeGreaterThan(0);
      }
    }
  });

  it('lets references point only at layers that exist', () => {
    for (const layer of catalogue) {
      for (const field of Object.values(layer.fields)) {
        if ('refersTo' in field) expect(findLayer(String(field.refersTo))).toBeDefined();
      }
    }
  });

  it('keeps defence works, defence zones and defence land in the restricted schema', () => {
    expect(layerParts(layerById('defence-work')).map((part) => part.schema)).toEqual(['defence']);
    expect(layerParts(layerById('zone')).map((part) => `${part.schema}.${part.table}`)).toEqual([
      'register.zone',
      'defence.zone',
    ]);
    expect(partOf(layerById('zone'), { kind: 'defence_land' }).schema).toBe('defence');
    expect(partOf(layerById('zone'), { kind: 'border_belt' }).schema).toBe('register');
  });

  it('shows a reader neither the parts nor the words above their clearance', () => {
    const zone = layerById('zone');
    expect(readableParts(layerById('defence-work'), 'internal')).toEqual([]);
    expect(readableParts(zone, 'open')).toEqual([]);
    const words = (clearance: Clearance) => zone.fields.kind && readableWords(zone.fields.kind, zone, clearance);
    expect(words('internal')).toEqual(['border_belt']);
    expect(words('restricted')).toEqual(['border_belt', 'defence_zone', 'defence_land']);
  });

  it('shows the group of defence works to nobody who may not read them', () => {
    const groups = (clearance: Clearance) =>
      new Set(catalogue.filter((layer) => readableParts(layer, clearance).length > 0).map(({ group }) => group));
    expect([...groups('internal')]).not.toContain('defence');
    expect([...groups('restricted')]).toContain('defence');
  });

  it('derives the type and the validation of a marker from its declaration', () => {
    expectTypeOf<Properties<typeof borderMarker>['kind']>().toEqualTypeOf<'main' | 'auxiliary'>();
    expectTypeOf<Properties<typeof borderMarker>['year_set']>().toEqualTypeOf<number | null>();
    const marker = {
      number: '1291',
      kind: 'main',
      post_id: 'b0a1c0de-0000-4000-8000-000000000001',
      elevation_metres: 812,
    };
    expect(propertiesSchema(borderMarker).parse(marker)).toEqual({
      ...marker,
      year_set: null,
      last_inspected_on: null,
    });
    expect(propertiesSchema(borderMarker).safeParse({ ...marker, kind: 'minor' }).success).toBe(false);
    expect(propertiesSchema(borderMarker).safeParse({ ...marker, colour: 'red' }).success).toBe(false);
    expect(propertiesSchema(borderMarker).safeParse({ ...marker, elevation_metres: Number.NaN }).success).toBe(false);
  });
});
