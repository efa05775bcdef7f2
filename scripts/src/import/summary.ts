import type { ImportReport } from '@phen-dau/api';
import { commandLineText, type Issue, type Language, type Layer, say } from '@phen-dau/geodata';

/** How many issues of one code are written out; the rest are counted. */
const shownOfEach = 5;

const words = {
  feature: say('Đối tượng thứ {n}', 'Feature {n}'),
  file: say('Tệp', 'The file'),
  more: say('… và {n} chỗ nữa như vậy', '… and {n} more like this'),
  warning: say('lưu ý', 'note'),
  imported: say(
    'Đã nhập vào lớp “{layer}”: {inserted} đối tượng mới, {updated} cập nhật, {repaired} đã sửa hình học; đọc {read} trong {seconds} giây ({crs}).',
    'Imported into “{layer}”: {inserted} new features, {updated} updated, {repaired} repaired; {read} read in {seconds} s ({crs}).',
  ),
  refused: say(
    'Không nhập gì vào lớp “{layer}”: tệp có {errors} lỗi trong {read} đối tượng đã đọc.',
    'Nothing was imported into “{layer}”: the file has {errors} errors in {read} features read.',
  ),
} as const;

/** What the import command says: the problems for standard error, one sentence for standard output. */
export function importSummary(
  report: ImportReport,
  layer: Layer,
  language: Language,
  seconds: number,
): { readonly summary: string; readonly problems: string } {
  const shown = new Map<string, number>();
  const lines: string[] = [];
  for (const issue of report.issues) {
    const count = (shown.get(issue.code) ?? 0) + 1;
    shown.set(issue.code, count);
    if (count <= shownOfEach) lines.push(issueLine(issue, layer, language));
    if (count === shownOfEach) {
      const rest = (report.issueCounts[issue.code] ?? 0) - shownOfEach;
      if (rest > 0) lines.push(`  ${filled(words.more[language], { n: rest.toLocaleString(language) })}`);
    }
  }
  const { outcome, crs, ...numbers } = report;
  const counts = ['inserted', 'updated', 'repaired', 'read', 'errors'] as const;
  const summary = filled(words[outcome][language], {
    layer: layer.title[language],
    crs,
    seconds: seconds.toLocaleString(language, { maximumFractionDigits: 1 }),
    ...Object.fromEntries(counts.map((name) => [name, numbers[name].toLocaleString(language)])),
  });
  return { summary: `${summary}\n`, problems: lines.map((line) => `${line}\n`).join('') };
}

function issueLine(issue: Issue, layer: Layer, language: Language): string {
  // People count from one, as the attribute tables of their programs do.
  const what =
    issue.feature === undefined
      ? words.file[language]
      : filled(words.feature[language], { n: (issue.feature + 1).toLocaleString(language) });
  const mark = issue.severity === 'warning' ? ` (${words.warning[language]})` : '';
  const place = issue.place ? ` [${issue.place.map((degrees) => degrees.toFixed(6)).join(', ')}]` : '';
  return `${what}${mark}: ${commandLineText(issue, language, layer)}${place}`;
}

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
