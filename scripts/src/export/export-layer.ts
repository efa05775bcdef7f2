import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { type Database, type FeatureRow, listFeatures, recordEvent } from '@phen-dau/api';
import {
  addToFlatGeobuf,
  type Bilingual,
  csvHeading,
  csvRow,
  geojsonClosing,
  geojsonFeature,
  geojsonOpening,
  type Language,
  type Layer,
  layerFlatGeobufWriter,
  layerParts,
  type OutputFeature,
  say,
} from '@phen-dau/geodata';
import { PlainError } from '../command.ts';

export const exportFormats = ['geojson', 'fgb', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const isExportFormat = (word: string): word is ExportFormat => exportFormats.some((format) => format === word);

export interface ExportOptions {
  readonly layer: Layer;
  readonly format: ExportFormat;
  readonly file: string;
  /** Of the headings of a CSV and the field titles of a FlatGeobuf. */
  readonly language: Language;
  /** `YYYY-MM-DD`; today when absent. */
  readonly asOf?: string;
  readonly onProgress?: (written: number, total: number) => void;
}

const pageFeatures = 5000;

/**
 * Writes all features of a layer into a file and answers how many. The file appears under its name only when it is complete;
 * the pages are read in one repeatable read, so they are one state of the layer. The export is in the audit.
 */
export async function exportLayer(database: Database, options: ExportOptions): Promise<number> {
  const { layer, format, file } = options;
  const beside = `${file}.${randomUUID().slice(0, 8)}`;
  const actor = { role: 'reader_restricted', account: null, why: `export ${format}` } as const;
  try {
    const count = await database.read(actor, (transaction) => writePages(transaction, options, beside), {
      statementMs: 120_000,
    });
    await rename(beside, file);
    const sensitivity = layerParts(layer).at(-1)?.sensitivity ?? 'restricted';
    const event = {
      action: 'layer.export',
      outcome: 'done',
      layer: layer.id,
      sensitivity,
      detail: { format, count },
    } as const;
    await database.transaction(actor, (transaction) => recordEvent(transaction, event));
    return count;
  } catch (error) {
    await rm(beside, { force: true });
    throw plain(error, file, options.language);
  }
}

async function writePages(
  transaction: Parameters<typeof listFeatures>[0],
  { layer, format, language, asOf, onProgress }: ExportOptions,
  path: string,
): Promise<number> {
  const handle = await open(path, 'wx');
  try {
    const writer = writers[format](layer, language, (piece) => handle.appendFile(piece));
    await writer.begin();
    let count = 0;
    for (let after: number | null | undefined; after !== null; ) {
      const page = await listFeatures(transaction, layer, 'restricted', {
        limit: pageFeatures,
        ...(asOf !== undefined && { asOf }),
        ...(after !== undefined && { after }),
      });
      await writer.add(page.rows.map(outputFeature));
      count += page.rows.length;
      onProgress?.(count, Math.max(page.numberMatched, 1));
      after = page.next;
    }
    await writer.end();
    await handle.sync();
    return count;
  } finally {
    await handle.close();
  }
}

interface Writer {
  begin(): Promise<void>;
  add(features: readonly OutputFeature[]): Promise<void>;
  end(): Promise<void>;
}
type Append = (piece: string | Uint8Array) => Promise<void>;

const writers: Record<ExportFormat, (layer: Layer, language: Language, append: Append) => Writer> = {
  geojson(_layer, _language, append) {
    let separator = '';
    return {
      begin: () => append(geojsonOpening),
      async add(features) {
        if (features.length === 0) return;
        await append(separator + features.map(geojsonFeature).join(',\n'));
        separator = ',\n';
      },
      end: () => append(geojsonClosing),
    };
  },
  csv: (layer, language, append) => ({
    begin: () => append(csvHeading(layer, { language })),
    add: (features) => append(features.map((feature) => csvRow(layer, feature, { language })).join('')),
    end: async () => {},
  }),
  fgb(layer, language, append) {
    const writer = layerFlatGeobufWriter(layer, language);
    return {
      begin: async () => {},
      async add(features) {
        for (const feature of features) addToFlatGeobuf(writer, feature);
      },
      async end() {
        for (const piece of writer.finish()) await append(piece);
      },
    };
  },
};

const outputFeature = ({ id, geometry, properties, validFrom, validTo }: FeatureRow): OutputFeature => ({
  ...{ id, properties, validFrom, validTo },
  geometry: JSON.parse(geometry),
});

const failures: Record<string, Bilingual> = {
  ENOENT: say('không có thư mục này', 'there is no such folder'),
  ENOTDIR: say('không có thư mục này', 'there is no such folder'),
  EACCES: say('không có quyền ghi', 'it may not be written'),
  EROFS: say('không có quyền ghi', 'it may not be written'),
  EISDIR: say('đó là một thư mục', 'it is a folder'),
  ENOSPC: say('đĩa đã đầy', 'the disk is full'),
};

function plain(error: unknown, file: string, language: Language): unknown {
  const reason = failures[String((error as NodeJS.ErrnoException).code)];
  if (!reason) return error;
  const sentence = say(`Không ghi được ${file}: ${reason.vi}.`, `${file} cannot be written: ${reason.en}.`);
  return new PlainError(sentence[language]);
}
