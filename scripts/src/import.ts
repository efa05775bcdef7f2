import { basename } from 'node:path';
import { type ExistingFeatures, existingFeatures, importFile, readConfig } from '@phen-dau/api';
import { findLayer, zoneOfProvince } from '@phen-dau/geodata';
import { PlainError, runCommand } from './command.ts';
import { assignments } from './import/assignments.ts';
import { importSummary } from './import/summary.ts';
import { importWords } from './import/words.ts';
import { commandLanguage } from './language.ts';
import { progressBar } from './progress-bar.ts';
import { withDatabase } from './with-database.ts';

const language = commandLanguage(process.env);
const refuse = (sentence: Exclude<keyof typeof importWords, 'summary'>) =>
  new PlainError(importWords[sentence][language]);

await runCommand({
  name: 'import',
  summary: importWords.summary[language],
  usage: 'FILE --layer LAYER [--map FIELD=COLUMN] [--set FIELD=VALUE] [--crs EPSG:CODE] [--repair]',
  options: {
    layer: { type: 'string' },
    map: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    crs: { type: 'string' },
    repair: { type: 'boolean' },
    existing: { type: 'string' },
    why: { type: 'string' },
    province: { type: 'string' },
  },
  run: async ({ layer: id, existing = 'refuse', province, ...given }, files) => {
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) throw refuse('oneFile');
    const layer = findLayer(id ?? '');
    if (!layer) throw refuse('noLayer');
    if (!isExisting(existing)) throw refuse('noSuchWay');
    const provinceZone = zoneOfProvince(province ?? readConfig(process.env).province);
    if (!provinceZone) throw refuse('noProvince');
    const map = assignments(given.map ?? []);
    const set = assignments(given.set ?? []);
    if (!map || !set) throw refuse('noAssignment');
    const bar = progressBar();
    const started = performance.now();
    const report = await withDatabase((database) =>
      importFile({
        ...{ database, file, layer, map, set, existing, provinceZone, clearance: 'restricted' },
        ...(given.crs !== undefined && { crs: given.crs }),
        actor: { role: 'editor_restricted', account: null, why: given.why ?? `import ${basename(file)}` },
        geometries: given.repair ? 'repair' : 'report',
        onProgress: ({ bytesRead, bytesTotal, featuresRead }) =>
          bar.show(bytesRead / bytesTotal, featuresRead.toLocaleString(language)),
      }),
    ).finally(bar.end);
    const { summary, problems } = importSummary(report, layer, language, (performance.now() - started) / 1000);
    process.stderr.write(problems);
    process.stdout.write(summary);
    return report.outcome === 'imported' ? 0 : 1;
  },
});

function isExisting(word: string): word is ExistingFeatures {
  return existingFeatures.some((each) => each === word);
}
