import { type Language, layerById, type MeasureParameters, measureDefaults } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import type { ToldParameters } from '../../../messages/coverage-method-vi.ts';
import { coverageMessages } from '../../../messages/use-coverage-messages.ts';
import { originOf, parameterGroups, tellParameters } from './told-parameters.ts';

const told = (changes: Partial<MeasureParameters> = {}, language: Language = 'vi'): ToldParameters =>
  tellParameters(
    { ...measureDefaults, ...changes },
    {
      language,
      labelOf: (layer, field, word) => layerById(layer).fields[field]?.vocabulary?.[word]?.label,
      length: (metres) => `${metres} m`,
      minutes: coverageMessages[language].time.minutes,
      days: coverageMessages[language].time.days,
      nothing: coverageMessages[language].method.nothing,
    },
  );
const { vi, en } = { vi: coverageMessages.vi.method, en: coverageMessages.en.method };

describe('how a number is computed is told', () => {
  it('with the parameters as they are at first', () => {
    expect(vi.formula.paved(told())).toContain('đường tuần tra (đang sử dụng) có mặt bê tông hoặc nhựa');
    expect(en.formula.paved(told({}, 'en'))).toContain('patrol road (usable) with a surface of concrete or asphalt');
    expect(vi.formula.markers(told())).toContain('không quá 30 m, chia cho tổng số mốc');
  });

  it('with the kinds, surfaces and states of another province', () => {
    const other = {
      networkKinds: ['patrol'],
      pavedKinds: ['patrol', 'inspection', 'village'],
      litKinds: ['village'],
      activeKinds: ['inspection'],
      pavedSurfaces: ['gravel'],
      usableStatuses: ['usable', 'building'],
      workingStatuses: ['working', 'broken'],
    };
    expect(en.formula.network(told(other, 'en'))).toContain('from a patrol road (usable or under construction)');
    expect(vi.formula.paved(told(other))).toContain('đường tuần tra, đường kiểm tra cột mốc hoặc đường liên thôn');
    expect(vi.formula.paved(told(other))).toContain('mặt cấp phối,');
    expect(en.formula.lit(told(other, 'en'))).toContain('inter-village road (usable or under construction)');
    expect(en.formula.lit(told(other, 'en'))).toContain('from a lamp (working or broken)');
    expect(vi.formula.active(told(other))).toContain('đường kiểm tra cột mốc (đang sử dụng hoặc đang thi công)');
    expect(vi.formula.paved(told({ pavedSurfaces: [] }))).toContain('mặt không loại nào');
  });

  it('with the distances, days, speeds and the hours of a day', () => {
    const other = {
      matchMetres: 21,
      rivalMetres: 6,
      fixGapMetres: 140,
      visitDays: 5,
      dayStartsMinutesEast: -210,
      snapMetres: 800,
      joinMetres: 3,
      speedsKmPerHour: { earth: 9 },
      offRoadKmPerHour: 2.5,
      reachMinutes: 45,
    };
    expect(vi.formula.active(told(other))).toMatch(/21 m.* 6 m.* 140 m/);
    expect(vi.regular(told(other))).toMatch(/5 ngày.*UTC−03:30/);
    expect(vi.reach(told(other))).toMatch(/45 phút.*đất 9 km\/h;.*2,5 km\/h.*3 m.*800 m/);
    expect(en.reach(told({}, 'en'))).toContain('asphalt 35 km/h, concrete 30 km/h');
    expect(en.effort(told(other, 'en'))).toContain('140 m');
    expect(en.lamps(told({ lightMetres: 40, removedStatuses: ['broken'] }, 'en'))).toMatch(/those broken.*40 m/);
  });
});

describe('the list of all parameters', () => {
  it('holds each of them once', () => {
    expect(Object.values(parameterGroups).flat().sort()).toEqual(Object.keys(measureDefaults).sort());
  });

  it('says where a value comes from', () => {
    const province = { ...measureDefaults, accessMetres: 50 };
    const tried = { ...province, lightMetres: 40, pavedSurfaces: [...province.pavedSurfaces] };
    expect(originOf('accessMetres', tried, province)).toBe('province');
    expect(originOf('lightMetres', tried, province)).toBe('tried');
    expect(originOf('pavedSurfaces', tried, province)).toBe('default');
    const speedsKmPerHour = Object.fromEntries(Object.entries(province.speedsKmPerHour).reverse());
    expect(originOf('speedsKmPerHour', tried, { ...province, speedsKmPerHour })).toBe('default');
  });
});
