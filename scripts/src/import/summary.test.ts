import type { ImportReport } from '@phen-dau/api';
import { type Issue, layerById } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { commandLanguage } from '../language.ts';
import { assignments } from './assignments.ts';
import { importSummary } from './summary.ts';

const layer = layerById('village');
const report: ImportReport = {
  ...{ outcome: 'imported', format: 'geojson', crs: 'EPSG:9215', sha256: null, bytes: 1, read: 1200, inserted: 1200 },
  ...{ updated: 0, repaired: 2, errors: 0, warnings: 0, issues: [], issueCounts: {} },
};

describe('what the import command says', () => {
  it('sums up in one sentence of the language, numbers as it writes them', () => {
    expect(importSummary(report, layer, 'vi', 1.25)).toEqual({
      problems: '',
      summary:
        'Đã nhập vào lớp “Thôn bản”: 1.200 đối tượng mới, 0 cập nhật, 2 đã sửa hình học; đọc 1.200 trong 1,3 giây (EPSG:9215).\n',
    });
    expect(importSummary({ ...report, outcome: 'refused', errors: 3 }, layer, 'en', 1).summary).toBe(
      'Nothing was imported into “Villages”: the file has 3 errors in 1,200 features read.\n',
    );
  });

  it('names the feature, counted from one, the attribute and the place, and counts the rest of many alike', () => {
    const issues = Array.from({ length: 7 }, (_, feature): Issue => {
      return { code: 'property-missing', severity: 'error', feature, property: 'name', place: [106.7, 21.9] };
    });
    const refused = { ...report, outcome: 'refused', issues, issueCounts: { 'property-missing': 1007 } } as const;
    const lines = importSummary(refused, layer, 'en', 1).problems.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe(
      'Feature 1: Name (name): The value is missing. Fill it in the file, or set it for all features with --set name=… [106.700000, 21.900000]',
    );
    expect(lines[5]).toBe('  … and 1,002 more like this');
  });
});

describe('the arguments of the import command', () => {
  it('are names and values; a value may hold anything', () => {
    expect(assignments(['kind=commune', 'name=a=b', 'code='])).toEqual({ kind: 'commune', name: 'a=b', code: '' });
    expect(assignments(['kind'])).toBeNull();
    expect(assignments(['=x'])).toBeNull();
  });

  it('are answered in Vietnamese unless the environment asks for English', () => {
    expect(commandLanguage({})).toBe('vi');
    expect(commandLanguage({ LANG: 'C.UTF-8' })).toBe('vi');
    expect(commandLanguage({ LANG: 'en_GB.UTF-8' })).toBe('en');
    expect(commandLanguage({ LANG: 'en_GB.UTF-8', LC_ALL: 'vi_VN.UTF-8' })).toBe('vi');
  });
});
