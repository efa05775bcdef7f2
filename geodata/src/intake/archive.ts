import { say } from '../text.ts';
import { gpx } from './gpx.ts';
import { kml } from './kml.ts';
import { OneSystem } from './one-system.ts';
import { isShapefile, readShapefile } from './shapefile.ts';
import { flatgeobuf, geojson, geojsonseq } from './stream-formats.ts';
import type { ArchiveEntry, SurveyBatch, SurveyReader, SurveyReadOptions } from './survey-reader.ts';
import { table } from './table.ts';

/** KML packed with its pictures. */
export const kmz: SurveyReader = {
  name: 'kmz',
  title: say('KMZ', 'KMZ'),
  extensions: ['.kmz'],
  detect: (head, fileName) => isZip(head) && (/\.kmz$/i.test(fileName) || /\.kml/i.test(firstName(head))),
  read: readArchive,
};

/** A Shapefile with its companions in a zip, or its `.shp` alone. Other survey files in a zip are read as well. */
export const shapefile: SurveyReader = {
  name: 'shapefile',
  title: say('Shapefile', 'Shapefile'),
  extensions: ['.zip', '.shp'],
  detect: (head, fileName) => (isZip(head) && !isOfficeFile(head, fileName)) || isShapefile(head),
  async *read(bytes, options) {
    if (isZip(bytes)) yield* readArchive(bytes, options);
    else yield* readShapefile({ shp: bytes, stem: '' }, options.budget, 0);
  },
};

/** Readers of what else may lie in an archive; archives in archives are not opened. */
const inside: readonly SurveyReader[] = [flatgeobuf, gpx, kml, geojsonseq, geojson, table];
const surveyName = /\.(?:shp|kml|gpx|geojson|json|geojsonl|ndjson|fgb|csv|tsv)$/i;
/** What a Mac or Windows adds to an archive unasked. */
const clutter = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/i;

async function* readArchive(bytes: Uint8Array, options: SurveyReadOptions): AsyncGenerator<SurveyBatch, void, void> {
  const { entries, issues } = await options.unzip(bytes, options.budget.limits);
  if (issues.length > 0) {
    yield { features: [], issues };
    return;
  }
  const real = entries.filter(({ name }) => !clutter.test(name));
  const surveys = real
    .filter(({ name }) => surveyName.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  if (surveys.length === 0) {
    const names = real.map(({ name }) => name);
    const archives = names.filter((name) => /\.(?:zip|kmz|rar|7z)$/i.test(name));
    const code = archives.length > 0 ? 'archive-in-archive' : 'archive-without-survey';
    const told = archives.length > 0 ? archives : names;
    const context = { entries: told.slice(0, 10).join(', ') || '—' };
    yield { features: [], issues: [{ code, severity: 'error', context }] };
    return;
  }
  const system = new OneSystem();
  for (const entry of surveys) {
    const indexBefore = options.budget.features;
    system.begin(entry.name);
    for await (const batch of entryBatches(entry, real, options, indexBefore)) yield system.held(batch);
    if (options.budget.spent) return;
  }
}

async function* entryBatches(
  entry: ArchiveEntry,
  all: readonly ArchiveEntry[],
  options: SurveyReadOptions,
  firstIndex: number,
): AsyncGenerator<SurveyBatch, void, void> {
  if (/\.shp$/i.test(entry.name)) {
    const part = (extension: string) => companion(entry.name, extension, all);
    const parts = { shp: entry.bytes, dbf: part('.dbf'), prj: part('.prj'), cpg: part('.cpg'), stem: entry.name };
    yield* readShapefile(parts, options.budget, firstIndex);
    return;
  }
  const reader = inside.find((each) => each.detect(entry.bytes.subarray(0, 64 * 1024), entry.name));
  if (!reader) {
    yield {
      features: [],
      issues: [{ code: 'format-unknown', severity: 'error', context: { name: entry.name.slice(-60) } }],
    };
    return;
  }
  for await (const batch of reader.read(entry.bytes, options)) {
    if (firstIndex === 0) yield batch;
    else yield { ...batch, features: batch.features.map((one) => ({ ...one, index: one.index + firstIndex })) };
  }
}

/** The file of the same name with another extension, however its letters are written. */
function companion(name: string, extension: string, all: readonly ArchiveEntry[]): Uint8Array | undefined {
  const wanted = name.replace(/\.shp$/i, extension).toLowerCase();
  return all.find((entry) => entry.name.toLowerCase() === wanted)?.bytes;
}

/** Whether a file is one of Excel, Word or LibreOffice: a zip too, or of the old kind before that. */
export function isOfficeFile(head: Uint8Array, fileName: string): boolean {
  const isOld = [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => head[at] === byte);
  if (isOld || !isZip(head)) return isOld;
  return (
    /\.(?:xlsx|xlsm|ods|docx|odt)$/i.test(fileName) ||
    /^(?:\[Content_Types\]\.xml|_rels\/|xl\/|mimetype)/.test(firstName(head))
  );
}

/** Begins as a zip does, be it empty. */
const isZip = ([p, k, third]: Uint8Array) => p === 0x50 && k === 0x4b && (third === 3 || third === 5);

function firstName(head: Uint8Array): string {
  return new TextDecoder('latin1').decode(head.subarray(30, 30 + Math.min(200, head[26] ?? 0)));
}
