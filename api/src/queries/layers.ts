import type { Clearance, Layer, LayerId, LayerPart } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';

/** What a reader may know of a layer as a whole. */
export interface LayerSummary {
  readonly layer: LayerId;
  /** Sum of the readable parts' versions; rises with every change of a readable feature. */
  readonly version: number;
  /** Features that exist today. */
  readonly count: number;
  /** West, south, east, north in degrees; null for an empty layer. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** One entry for each layer this reader can see, in catalogue order. */
export async function layerSummaries(_transaction: Transaction, _clearance: Clearance): Promise<LayerSummary[]> {
  throw new Error('not built yet');
}

/** Sum of the readable parts' versions; 0 when no part is readable. */
export async function layerVersion(_transaction: Transaction, _layer: Layer, _clearance: Clearance): Promise<number> {
  throw new Error('not built yet');
}

/** Version of every readable part by its name (`register.border_marker`), in one statement. */
export async function partVersions(_transaction: Transaction, _clearance: Clearance): Promise<Map<string, number>> {
  throw new Error('not built yet');
}

/**
 * The tile ids touched since a version of a part, with the version they lead to; `tileIds` null when it was too many or
 * too long ago to say, so the part must be read as a whole.
 */
export async function changesSince(
  _transaction: Transaction,
  _part: LayerPart,
  _version: number,
): Promise<{ readonly version: number; readonly tileIds: readonly number[] | null }> {
  throw new Error('not built yet');
}
