import { foreignEncoding } from '../formats/text-encoding.ts';
import type { Issue } from '../issue.ts';
import { isOfficeFile, kmz, shapefile } from './archive.ts';
import { gpx } from './gpx.ts';
import { kml } from './kml.ts';
import { inMegabytes, type SurveyLimits } from './limits.ts';
import { photo } from './photo.ts';
import { ReadBudget } from './read-budget.ts';
import { flatgeobuf, geojson, geojsonseq } from './stream-formats.ts';
import type { SurveyBatch, SurveyFeature, SurveyFormat, SurveyReader, TableOptions, Unzip } from './survey-reader.ts';
import { isReceiverLog, table } from './table.ts';
import { withoutUnsetClocks } from './unset-clock.ts';

/** Every reader, the most particular first: a file belongs to the first that knows it. */
export const surveyReaders: readonly SurveyReader[] = [
  flatgeobuf,
  photo,
  kmz,
  shapefile,
  gpx,
  kml,
  geojsonseq,
  geojson,
  table,
];

const headBytes = 64 * 1024;

/** The reader of a file, decided by its first bytes (64 KiB are enough); undefined when nothing knows it. */
export function detectSurveyFormat(head: Uint8Array, fileName: string): SurveyReader | undefined {
  if (shapefileCompanion.test(fileName)) return undefined;
  return surveyReaders.find((reader) => reader.detect(head.subarray(0, headBytes), fileName));
}

/** Files that mean nothing without the `.shp` beside them, though some begin as it does. */
const shapefileCompanion = /\.(?:dbf|shx|prj|cpg|qpj|sbn|sbx|shp\.xml)$/i;

export interface SurveyOptions {
  readonly unzip: Unzip;
  /** Told how many features have been read so far, a batch after the other. */
  readonly onFeatures?: (count: number) => void;
  readonly table?: TableOptions;
}

/** All that a survey file holds. */
export interface SurveyContent {
  /** Null when no reader knows the file. */
  readonly format: SurveyFormat | null;
  /** The coordinate system the file states, as it states it. */
  readonly statedCrs?: string;
  readonly features: readonly SurveyFeature[];
  readonly issues: readonly Issue[];
  readonly vertices: number;
}

/** Reads a whole survey file; what cannot be read is in the issues, and a file without any feature says so. */
export async function readSurvey(
  bytes: Uint8Array,
  fileName: string,
  limits: SurveyLimits,
  options: SurveyOptions,
): Promise<SurveyContent> {
  const features: SurveyFeature[] = [];
  const issues: Issue[] = [];
  let statedCrs: string | undefined;
  const budget = new ReadBudget(limits);
  for await (const batch of batchesOf(bytes, fileName, budget, options)) {
    for (const feature of batch.features) features.push(feature);
    for (const issue of batch.issues) issues.push(issue);
    statedCrs = batch.statedCrs ?? statedCrs;
    options.onFeatures?.(features.length);
  }
  const format = detectSurveyFormat(bytes, fileName)?.name ?? null;
  return { format, features, issues, vertices: budget.vertices, ...(statedCrs !== undefined && { statedCrs }) };
}

/** The names of what the file says of its features, for joining them with attributes: at most 100, of the first 1000 features. */
export function surveyColumns({ features }: Pick<SurveyContent, 'features'>): string[] {
  const columns = new Set<string>();
  for (const { properties } of features.slice(0, 1000)) for (const key of Object.keys(properties)) columns.add(key);
  return [...columns].slice(0, 100);
}

/** The same in pieces, so that a large file need not be held twice. */
export function surveyBatches(
  bytes: Uint8Array,
  fileName: string,
  limits: SurveyLimits,
  options: SurveyOptions,
): AsyncGenerator<SurveyBatch, void, void> {
  return batchesOf(bytes, fileName, new ReadBudget(limits), options);
}

async function* batchesOf(
  bytes: Uint8Array,
  fileName: string,
  budget: ReadBudget,
  options: SurveyOptions,
): AsyncGenerator<SurveyBatch, void, void> {
  const refused = fileIssue(bytes, fileName, budget.limits);
  const reader = refused ? undefined : detectSurveyFormat(bytes, fileName);
  if (!reader) {
    yield { features: [], issues: [refused ?? unknownFormat(bytes, fileName)] };
    return;
  }
  const misnamed = extensionIssue(fileName, reader);
  if (misnamed) yield { features: [], issues: [misnamed] };
  let found = 0;
  let failed = false;
  let elevations = 0;
  for await (const read of reader.read(bytes, { ...options, budget })) {
    const batch = withoutUnsetClocks(read);
    found += batch.features.length;
    for (const feature of batch.features) if (losesElevation(feature)) elevations++;
    failed ||= batch.issues.some(({ severity }) => severity === 'error');
    const room = budget.addIssues(batch.issues.length);
    yield batch;
    if (!room) break;
  }
  const last: Issue[] = [];
  if (elevations > 0) last.push({ code: 'elevation-dropped', severity: 'warning', context: { count: elevations } });
  if (budget.spent) last.push(budget.spent);
  // An error has already said why there is nothing.
  else if (found === 0 && !failed) last.push({ code: 'no-features', severity: 'error' });
  if (last.length > 0) yield { features: [], issues: last };
}

/**
 * Whether the file has heights of it that no layer keeps. Those that stand in its geometry the validator counts; those of the
 * fixes of a track, which every device writes, the original keeps: a warning about each track would teach to read none.
 */
const losesElevation = ({ hadElevation, fixes }: SurveyFeature) => hadElevation === true && fixes === undefined;

function fileIssue(bytes: Uint8Array, fileName: string, limits: SurveyLimits): Issue | null {
  if (bytes.length === 0) return { code: 'file-empty', severity: 'error' };
  if (bytes.length > limits.bytes) {
    const context = {
      limit: inMegabytes(limits.bytes),
      megabytes: inMegabytes(bytes.length),
      name: shortName(fileName),
    };
    return { code: 'file-too-large', severity: 'error', context };
  }
  return null;
}

function unknownFormat(bytes: Uint8Array, fileName: string): Issue {
  const encoding = foreignEncoding(bytes);
  if (encoding !== null) return { code: 'file-encoding', severity: 'error', context: { encoding } };
  if (isOfficeFile(bytes, fileName)) {
    return { code: 'spreadsheet-unread', severity: 'error', context: { name: shortName(fileName) } };
  }
  if (isReceiverLog(bytes)) return { code: 'receiver-log', severity: 'error', context: { name: shortName(fileName) } };
  if (shapefileCompanion.test(fileName)) return { code: 'part-missing', severity: 'error', context: { part: '.shp' } };
  return { code: 'format-unknown', severity: 'error', context: { name: shortName(fileName) } };
}

function extensionIssue(fileName: string, reader: SurveyReader): Issue | null {
  const extension = /\.[a-z0-9]{1,10}$/i.exec(fileName)?.[0].toLowerCase();
  if (extension === undefined || reader.extensions.includes(extension)) return null;
  const claimed = surveyReaders.some(({ extensions }) => extensions.includes(extension));
  if (!claimed) return null;
  return { code: 'extension-differs', severity: 'warning', context: { extension, format: reader.title.en } };
}

const shortName = (fileName: string) => fileName.normalize('NFC').slice(-60);
