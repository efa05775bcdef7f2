import { dayText, findLayer } from '@phen-dau/geodata';
import { PlainError, runCommand } from './command.ts';
import { exportLayer, isExportFormat } from './export/export-layer.ts';
import { exportWords } from './export/words.ts';
import { commandLanguage } from './language.ts';
import { progressBar } from './progress-bar.ts';
import { withDatabase } from './with-database.ts';

const language = commandLanguage(process.env);
const refuse = (sentence: Exclude<keyof typeof exportWords, 'summary'>) =>
  new PlainError(exportWords[sentence][language]);

await runCommand({
  name: 'export',
  summary: exportWords.summary[language],
  usage: 'LAYER --out FILE [--format geojson|fgb|csv] [--as-of DAY]',
  options: { format: { type: 'string' }, out: { type: 'string' }, 'as-of': { type: 'string' } },
  run: async ({ format: given, out: file, 'as-of': asOf }, [id, ...rest]) => {
    const layer = findLayer(id ?? '');
    if (!layer || rest.length > 0) throw refuse('oneLayer');
    if (file === undefined) throw refuse('noFile');
    const format = given ?? file.split('.').at(-1) ?? '';
    if (!isExportFormat(format)) throw refuse('noFormat');
    if (asOf !== undefined && !dayText.safeParse(asOf).success) throw refuse('noDay');
    const bar = progressBar();
    const count = await withDatabase((database) =>
      exportLayer(database, {
        ...{ layer, format, file, language },
        ...(asOf !== undefined && { asOf }),
        onProgress: (written, total) => bar.show(written / total, written.toLocaleString(language)),
      }),
    ).finally(bar.end);
    const features = count.toLocaleString(language);
    const done = { vi: `Đã xuất ${features} đối tượng vào`, en: `Exported ${features} features into` };
    process.stdout.write(`${done[language]} ${file}\n`);
    return 0;
  },
});
