import type { Clearance, Layer, LayerPart } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import type {
  DeleteOutcome,
  FeatureChange,
  FeaturePage,
  FeatureQuery,
  FeatureRow,
  GeometryForm,
  NewFeature,
  StreamOptions,
  TileSourceRow,
  WriteOutcome,
} from './feature-types.ts';

export type * from './feature-types.ts';

/** The features of a layer's readable parts that match, page by page. Without a readable part: an empty page. */
export async function listFeatures<Form extends GeometryForm = 'geojson'>(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _query: FeatureQuery<Form>,
): Promise<FeaturePage<Form>> {
  throw new Error('not built yet');
}

/** One feature by its uuid, today or on another day; undefined when it does not exist for this reader. */
export async function getFeature(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _id: string,
  _options: { readonly asOf?: string } = {},
): Promise<FeatureRow | undefined> {
  throw new Error('not built yet');
}

/** Stores many features of one layer, each in the part its attributes say; in batches, one audit row for each batch. */
export async function insertFeatures(
  _transaction: Transaction,
  _layer: Layer,
  _features: readonly NewFeature[],
): Promise<{ readonly inserted: number }> {
  throw new Error('not built yet');
}

/** Stores one feature and answers it as stored. */
export async function insertFeature(
  _transaction: Transaction,
  _layer: Layer,
  _feature: NewFeature,
): Promise<FeatureRow> {
  throw new Error('not built yet');
}

/** Changes one feature if it still has `expectedVersion`; a kind of another sensitivity moves it to that part. */
export async function updateFeature(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _id: string,
  _expectedVersion: number,
  _change: FeatureChange,
): Promise<WriteOutcome> {
  throw new Error('not built yet');
}

/** Ends one feature today if it still has `expectedVersion`; its states stay in the history. */
export async function deleteFeature(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _id: string,
  _expectedVersion: number,
): Promise<DeleteOutcome> {
  throw new Error('not built yet');
}

/** Features of all readable layers whose name holds the words, best first. */
export interface FoundFeature {
  readonly layer: Layer;
  readonly id: string;
  readonly tileId: number;
  readonly name: string;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
}
export async function searchFeatures(
  _transaction: Transaction,
  _clearance: Clearance,
  _words: string,
  _limit: number,
): Promise<FoundFeature[]> {
  throw new Error('not built yet');
}

/** Every state of a part in batches of some thousands, for the tile encoder; order is by `tileId` within a batch. */
// biome-ignore lint/correctness/useYield: body follows
export async function* streamPart(
  _transaction: Transaction,
  _part: LayerPart,
  _options: StreamOptions,
): AsyncGenerator<TileSourceRow[], void, void> {
  throw new Error('not built yet');
}
