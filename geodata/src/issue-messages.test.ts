import { describe, expect, it } from 'vitest';
import { layerById } from './catalogue.ts';
import { issueCodes } from './issue.ts';
import { issueMessages } from './issue-messages.ts';
import { commandLineText, issueText } from './issue-text.ts';
import { languages } from './text.ts';

/** What a finding of each code has in its context; `property` is the issue's own. */
const contexts: Record<(typeof issueCodes)[number], readonly string[]> = {
  'file-empty': [],
  'file-unreadable': ['reason', 'offset'],
  'file-encoding': ['encoding'],
  'file-truncated': ['read'],
  'no-features': [],
  'feature-unreadable': ['reason'],
  'geometry-missing': [],
  'geometry-wrong-type': ['found', 'wanted'],
  'geometry-invalid': ['reason'],
  'geometry-too-short': [],
  'ring-unclosed': [],
  'ring-self-crossing': [],
  'rings-crossing': [],
  'hole-outside': [],
  'parts-overlapping': [],
  'geometry-repaired': ['reason'],
  'elevation-dropped': ['count'],
  'coordinate-not-finite': ['value'],
  'coordinate-out-of-range': ['x', 'y'],
  'coordinate-axes-swapped': [],
  'coordinate-unreadable': ['text'],
  'coordinate-zone-missing': ['text'],
  'crs-mismatch': ['stated', 'likely', 'likelyName', 'share', 'order'],
  'crs-unknown': ['stated'],
  'crs-unsupported': ['stated', 'reason'],
  'crs-behind-features': ['stated'],
  'datum-suspected': ['metres', 'before', 'after', 'likely'],
  'outside-province': ['kilometres', 'longitude', 'latitude'],
  'property-missing': ['property'],
  'column-missing': ['property', 'count', 'columns', 'example'],
  'field-unknown': ['property', 'fields'],
  'property-invalid': ['value', 'expected'],
  'columns-unused': ['columns'],
  'identifier-repeated': ['id'],
  'identifier-exists': ['id'],
  'register-refused': ['reason'],
  'too-many-features': ['limit'],
  'too-many-vertices': ['limit'],
  'nested-too-deep': ['limit'],
  'file-too-large': ['limit', 'megabytes'],
  'file-too-costly': ['limit', 'seconds'],
  'format-unknown': ['name'],
  'extension-differs': ['extension', 'format'],
  'encoding-assumed': ['encoding'],
  'xml-doctype': [],
  'xml-broken': ['line', 'reason'],
  'archive-refused': ['reason', 'entry'],
  'archive-too-large': ['limit'],
  'archive-entries': ['limit', 'entry'],
  'archive-ratio': ['limit', 'entry'],
  'archive-without-survey': ['entries'],
  'archive-in-archive': ['entries'],
  'spreadsheet-unread': ['name'],
  'receiver-log': ['name'],
  'part-not-read': ['what', 'count'],
  'part-missing': ['part'],
  'fixes-unreadable': ['count', 'line'],
  'track-parts-single': ['count'],
  'track-days': ['count', 'from', 'to'],
  'route-planned': [],
  'clock-unset': ['count'],
  'times-zone-assumed': ['count'],
  'place-noted': ['note', 'line'],
  'row-unreadable': ['line', 'reason'],
  'table-without-places': ['columns'],
  'table-angles-unclear': ['columns'],
  'too-many-issues': ['limit'],
  'crs-several': ['file', 'system', 'otherFile', 'otherSystem'],
  'crs-unconfirmed': ['likely', 'likelyName'],
  'same-file': ['day'],
  'same-walk': ['day', 'share'],
  'near-duplicate': ['id', 'name', 'metres'],
  'near-duplicate-in-file': ['id', 'name', 'metres'],
  'same-name': ['id', 'name', 'metres'],
  'length-differs': ['stated', 'measured'],
  'crosses-border': [],
  'marker-off-border': ['metres', 'bound'],
  'compared-partly': ['limit'],
  'lamp-off-road': ['metres', 'bound'],
  'days-disordered': ['earlier', 'later', 'earlierDay', 'laterDay'],
  'line-self-crossing': [],
  'track-faults': ['count', 'metres', 'without'],
  'point-inaccurate': ['metres'],
  'photo-unusable': ['reason'],
  'photo-too-large': ['found', 'limit'],
  'photo-cut-off': [],
  'photo-without-position': [],
  'photo-position-unusable': [],
  'photo-time-unusable': [],
  'photo-notes-unreadable': [],
};

describe('the words of an issue', () => {
  it.each(issueCodes)('%s has a message in both languages that names only what its context holds', (code) => {
    for (const language of languages) {
      const message = issueMessages[code][language];
      const placeholders = [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const name of placeholders) expect(contexts[code]).toContain(name);
      expect(message).toMatch(/[.…]$/);
    }
  });

  it.each(issueCodes)('%s names no option of the command line but on the command line', (code) => {
    const issue = { code, severity: 'error', property: 'kind' } as const;
    for (const language of languages) expect(issueText(issue, language)).not.toMatch(/(?:^|\s)--\w/);
  });

  it('names on the command line the option that mends it, and attributes by their keys', () => {
    const layer = layerById('solar-lamp');
    const missing = { code: 'property-missing', severity: 'error', feature: 0, property: 'installed_on' } as const;
    expect(commandLineText(missing, 'en', layer)).toMatch(/^Installed.* \(installed_on\): .*--set installed_on=…/);
    expect(issueText(missing, 'en', layer)).toMatch(/^Installed[^(]*: The value is missing\. [^-]*$/);
  });

  it('calls attributes what the page calls them', () => {
    const context = { earlier: 'installed_on', earlierDay: '2026-05-01', later: 'valid_to', laterDay: '2026-04-01' };
    const issue = { code: 'days-disordered', severity: 'error', feature: 0, context } as const;
    for (const language of languages)
      expect(issueText(issue, language, layerById('solar-lamp'))).not.toMatch(/_on|_to/);
  });

  it('writes what was counted and measured as the language does', () => {
    const issue = { code: 'length-differs', severity: 'warning', feature: 0, property: 'length_metres' } as const;
    const context = { stated: 1_200, measured: 3_294 };
    expect(issueText({ ...issue, context }, 'vi')).toContain('ghi 1.200 m nhưng đo trên bản đồ là 3.294 m');
    expect(issueText({ ...issue, context }, 'en')).toContain('stated is 1,200 m, the line measures 3,294 m');
    const far = { kilometres: 12.4, longitude: 106.76123, latitude: 21.85 };
    expect(issueText({ code: 'outside-province', severity: 'error', context: far }, 'vi')).toContain(
      '12,4 km (kinh độ 106,76123, vĩ độ 21,85)',
    );
  });

  it('leaves ids, lines, days and what stands in the file as they are', () => {
    const near = { id: '1290', name: 'Mốc 1290', metres: 4.5 };
    expect(issueText({ code: 'near-duplicate', severity: 'warning', context: near }, 'vi')).toContain(
      '“Mốc 1290” chỉ 4,5 m',
    );
    const row = { line: 3002, reason: 'row-place' };
    expect(issueText({ code: 'row-unreadable', severity: 'error', context: row }, 'en')).toContain('Row 3002 ');
    const value = { value: 12_345, expected: 'identifier' };
    expect(issueText({ code: 'property-invalid', severity: 'error', context: value }, 'vi')).toContain('“12345”');
    const walk = { day: '2026-05-01', share: 97 };
    expect(issueText({ code: 'same-walk', severity: 'warning', context: walk }, 'vi')).toContain('2026-05-01 (97 %');
  });

  it('translates its own codes and leaves the words of the user alone', () => {
    const issue = { code: 'property-invalid', severity: 'error', feature: 3, property: 'kind' } as const;
    const context = { value: 'day', expected: 'word', words: 'commune, ward' };
    expect(issueText({ ...issue, context }, 'en')).toBe(
      'The value “day” does not fit: one of the words: commune, ward is wanted.',
    );
    expect(issueText({ ...issue, context }, 'vi')).toBe(
      'Giá trị “day” không hợp lệ: cần một trong các từ: commune, ward.',
    );
  });
});
