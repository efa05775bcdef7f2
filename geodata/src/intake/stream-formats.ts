import { flatgeobuf as flatgeobufFormat } from '../formats/flatgeobuf.ts';
import type { Format } from '../formats/format.ts';
import { geojson as geojsonFormat } from '../formats/geojson.ts';
import { geojsonseq as geojsonseqFormat } from '../formats/geojsonseq.ts';
import { foreignEncoding } from '../formats/text-encoding.ts';
import { withNotedTimes } from './noted-times.ts';
import { normalisedProperties } from './properties.ts';
import type { ReadBudget } from './read-budget.ts';
import { sourceText } from './source-text.ts';
import type { SurveyBatch, SurveyFeature, SurveyReader } from './survey-reader.ts';

/** The formats of the import command, which read a stream, as readers of survey files. */
export const geojson = surveyReader(geojsonFormat, 'geojson');
export const geojsonseq = surveyReader(geojsonseqFormat, 'geojsonseq');
export const flatgeobuf = surveyReader(flatgeobufFormat, 'flatgeobuf');

function surveyReader(format: Format, name: 'geojson' | 'geojsonseq' | 'flatgeobuf'): SurveyReader {
  return {
    name,
    title: format.title,
    extensions: format.extensions,
    detect: (head) => format.detect(inUtf8(head)),
    async *read(given, { budget }) {
      const bytes = inUtf8(given);
      for await (const batch of format.read(inPieces(bytes), budget.limits)) {
        const features = countedFeatures(batch.features, budget);
        const { issues, statedCrs } = batch;
        const read: SurveyBatch = { features, issues, ...(statedCrs !== undefined && { statedCrs }) };
        yield read;
        if (budget.spent) return;
      }
    },
  };
}

function countedFeatures(features: readonly { readonly geometry: unknown }[], budget: ReadBudget): SurveyFeature[] {
  const counted: SurveyFeature[] = [];
  for (const feature of features as readonly Omit<SurveyFeature, 'kind'>[]) {
    if (!budget.addFeatures(1) || !budget.addVertices(vertexCount(feature.geometry, budget.limits.nestingDepth))) break;
    counted.push(withNotedTimes({ ...feature, kind: 'feature', properties: normalisedProperties(feature.properties) }));
  }
  return counted;
}

/** Positions in whatever a reader took for a geometry, counted without trust in its shape. */
function vertexCount(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth === 0) return 0;
  if (!Array.isArray(value)) {
    const { coordinates, geometries } = value as { coordinates?: unknown; geometries?: unknown };
    return vertexCount(coordinates, depth - 1) + vertexCount(geometries, depth - 1);
  }
  if (typeof value[0] === 'number') return 1;
  let count = 0;
  for (const inner of value) count += vertexCount(inner, depth - 1);
  return count;
}

/** The stream readers take UTF-8 only; here the whole file is at hand, so that a UTF-16 one need not be sent back. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  if (foreignEncoding(bytes) === null) return bytes;
  return new TextEncoder().encode([...sourceText(bytes).pieces()].join(''));
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  const pieceBytes = 1024 * 1024;
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
