import { type Clearance, catalogue, type Layer, type LayerId, type LayerPart, readableParts } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { featureSource } from './feature-source.ts';
import type { Bounds } from './feature-types.ts';

/** What a reader may know of a layer as a whole. */
export interface LayerSummary {
  readonly layer: LayerId;
  /** Sum of the readable parts' versions; rises with every change of a readable feature. */
  readonly version: number;
  /** Features that exist today. */
  readonly count: number;
  /** West, south, east, north in degrees; null for an empty layer. */
  readonly bounds: Bounds | null;
}

/** One entry for each layer this reader can see, in catalogue order. */
export async function layerSummaries(transaction: Transaction, clearance: Clearance): Promise<LayerSummary[]> {
  const versions = await partVersions(transaction, clearance);
  const branches = catalogue.flatMap((layer: Layer) => {
    const source = featureSource(layer, clearance, { on: undefined });
    return source
      ? [sql`select ${layer.id} as layer, count(*) as count, st_extent(geometry) as extent from ${source} as f`]
      : [];
  });
  if (branches.length === 0) return [];
  const rows = await transaction.query<{ layer: LayerId; count: number; bounds: Bounds | null }>(sql`
    select layer, count, case when extent is not null then
      array[st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent)] end as bounds
    from (${join(branches, ' union all ')}) as summary`);
  const byLayer = new Map(rows.map((row) => [row.layer, row]));
  return catalogue.flatMap((layer) => {
    const row = byLayer.get(layer.id);
    return row ? [{ ...row, version: sumOf(versions, readableParts(layer, clearance)) }] : [];
  });
}

/** Sum of the readable parts' versions; 0 when no part is readable. */
export async function layerVersion(transaction: Transaction, layer: Layer, clearance: Clearance): Promise<number> {
  const parts = readableParts(layer, clearance);
  return parts.length === 0 ? 0 : sumOf(await partVersions(transaction, clearance), parts);
}

/** Version of every readable part by its name (`register.border_marker`), in one statement. */
export async function partVersions(transaction: Transaction, clearance: Clearance): Promise<Map<string, number>> {
  const parts = catalogue.flatMap((layer: Layer) => readableParts(layer, clearance));
  const names = parts.map(nameOf);
  const schemas = [...new Set(parts.map(({ schema }) => schema))];
  if (schemas.length === 0) return new Map();
  const rows = await transaction.query<{ part: string; version: number }>(
    join(
      schemas.map(
        (schema) => sql`
        select part, version from ${identifier(schema, 'layer_version')} where part = any(${names}::text[])`,
      ),
      ' union all ',
    ),
  );
  return new Map(rows.map(({ part, version }) => [part, version]));
}

/** The same of one layer. */
export async function versionsOf(transaction: Transaction, layer: Layer, clearance: Clearance) {
  const versions = await partVersions(transaction, clearance);
  return Object.fromEntries(
    readableParts(layer, clearance).map((part) => [nameOf(part), versions.get(nameOf(part)) ?? 0]),
  );
}

/** What has been touched in a layer since these versions of its parts: tile ids; null where all of it may have been. */
export async function touchedSince(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  versions: Readonly<Record<string, number>>,
): Promise<readonly number[] | null> {
  const touched: number[] = [];
  for (const part of readableParts(layer, clearance)) {
    const version = versions[nameOf(part)];
    const { tileIds } = version === undefined ? { tileIds: null } : await changesSince(transaction, part, version);
    if (tileIds === null) return null;
    touched.push(...tileIds);
  }
  return touched;
}

/** More than this and reading the part as a whole is quicker. */
const mostTileIds = 5_000;

/**
 * The tile ids touched since a version of a part, with the version they lead to; `tileIds` null when it was too many or
 * too long ago to say, so the part must be read as a whole.
 */
export async function changesSince(
  transaction: Transaction,
  part: LayerPart,
  version: number,
): Promise<{ readonly version: number; readonly tileIds: readonly number[] | null }> {
  const rows = await transaction.query<{ current: number; version: number | null; tile_ids: number[] | null }>(sql`
    select now.version as current, change.version, change.tile_ids
    from ${identifier(part.schema, 'layer_version')} as now
    left join ${identifier(part.schema, 'layer_change')} as change
      on change.part = now.part and change.version > ${version} and change.version <= now.version
    where now.part = ${nameOf(part)}`);
  const current = rows[0]?.current ?? 0;
  const changes = rows.filter((row) => row.version !== null);
  const tileIds = new Set<number>();
  // Each version has one change; a missing one was dropped from the list because it is too old.
  const complete = changes.length === current - version && changes.every(({ tile_ids }) => tile_ids !== null);
  for (const { tile_ids } of changes) for (const tileId of tile_ids ?? []) tileIds.add(tileId);
  return { version: current, tileIds: complete && tileIds.size <= mostTileIds ? [...tileIds] : null };
}

const nameOf = (part: LayerPart) => `${part.schema}.${part.table}`;

const sumOf = (versions: ReadonlyMap<string, number>, parts: readonly LayerPart[]) =>
  parts.reduce((sum, part) => sum + (versions.get(nameOf(part)) ?? 0), 0);
