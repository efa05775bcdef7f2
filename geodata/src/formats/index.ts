import { flatgeobuf } from './flatgeobuf.ts';
import type { Format, FormatName } from './format.ts';
import { geojson } from './geojson.ts';
import { geojsonseq } from './geojsonseq.ts';

/** Every format that can be read, the most particular first: a file belongs to the first that knows its beginning. */
export const formats: readonly Format[] = [flatgeobuf, geojsonseq, geojson];

/** How many of a file's first bytes `detectFormat` wants. */
export const detectionBytes = 64 * 1024;

/** The format of a file that begins so, or undefined. Decided by content: extensions lie. */
export const detectFormat = (firstBytes: Uint8Array): Format | undefined =>
  formats.find((format) => format.detect(firstBytes));

/** The format of this name. */
export const findFormat = (name: FormatName): Format | undefined => formats.find((format) => format.name === name);

export { type CsvOptions, csvHeading, csvLine, csvRow, type OutputFeature, wellKnownText } from './csv.ts';
export { addToFlatGeobuf, layerFlatGeobufWriter } from './flatgeobuf-columns.ts';
export type { FlatColumn, FlatGeobufOptions } from './flatgeobuf-header.ts';
export { FlatGeobufWriter } from './flatgeobuf-writer.ts';
export {
  defaultReadLimits,
  type Format,
  type FormatName,
  formatNames,
  type ReadBatch,
  type ReadLimits,
  type SourceFeature,
} from './format.ts';
export { geojsonClosing, geojsonFeature, geojsonOpening } from './geojson-writer.ts';
