import {
  addToFlatGeobuf,
  csvHeading,
  csvRow,
  type Language,
  type Layer,
  layerFlatGeobufWriter,
} from '@phen-dau/geodata';
import type { FeaturePage, FeatureRow } from '../queries/features.ts';

const output = (row: FeatureRow) => ({
  id: row.id,
  geometry: JSON.parse(row.geometry),
  properties: row.properties,
  validFrom: row.validFrom,
  validTo: row.validTo,
});

/** Pages as CSV, each sent on as it comes; keys and words are the API's own, for programs. */
export async function* csvPieces(
  layer: Layer,
  pages: AsyncIterable<FeaturePage>,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvHeading(layer, { language: null }));
  for await (const { rows } of pages) {
    yield encoder.encode(rows.map((row) => csvRow(layer, output(row), { language: null })).join(''));
  }
}

/** Pages as FlatGeobuf. All are read before the first byte goes out, because the spatial index stands in front. */
export async function* flatGeobufPieces(
  layer: Layer,
  pages: AsyncIterable<FeaturePage>,
  language: Language,
): AsyncGenerator<Uint8Array, void, void> {
  const writer = layerFlatGeobufWriter(layer, language);
  for await (const { rows } of pages) for (const row of rows) addToFlatGeobuf(writer, output(row));
  yield* writer.finish();
}

/** The pieces as a body, made only as fast as the caller takes them. */
export function bodyOf(pieces: AsyncGenerator<Uint8Array, void, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return();
    },
  });
}
