import { randomUUID } from 'node:crypto';
import { type Layer, type LayerPart, layerParts, partOf } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import { vietnamDay } from '../today.ts';
import { copyFeatures } from './feature-copy.ts';
import { idIn } from './feature-ids.ts';
import { featureRow, rowColumns, sqlTypes, storedGeometry, tableOf, textOf } from './feature-source.ts';
import type { FeatureRow, GeometryInput, NewFeature } from './feature-types.ts';
import { hexWkb } from './wkb.ts';

/** One state of one feature, complete. */
export interface State {
  readonly id: string;
  readonly geometry: GeometryInput;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Undefined: from today on. */
  readonly validFrom: string | undefined;
  readonly validTo: string | null;
}

const batchRows = 5_000;
/** Hex characters of geometry in one statement; a driver's message has its limits and so has a worker's memory. */
const batchCharacters = 16_000_000;

/**
 * Stores many features of one layer, each in the part its attributes say, in batches of one statement and one audit entry.
 * A feature with earlier states is stored as it first was and then changed, so its history is written by the triggers.
 */
export async function insertFeatures(
  transaction: Transaction,
  layer: Layer,
  features: readonly NewFeature[],
): Promise<{ readonly inserted: number }> {
  const byPart = new Map<LayerPart['schema'], { part: LayerPart; states: State[]; past: State[][] }>();
  const [only, ...others] = layerParts(layer);
  const partFor = (properties: State['properties']) => (only && others.length === 0 ? only : partOf(layer, properties));
  const origin = randomUUID();
  for (const [index, feature] of features.entries()) {
    const part = partFor(feature.properties);
    const group = byPart.get(part.schema) ?? { part, states: [], past: [] };
    byPart.set(part.schema, group);
    const [first, ...later] = statesOf(layer, feature, feature.id ?? idIn(origin, index));
    group.states.push(first);
    if (later.length === 0) continue;
    if ([first, ...later].some(({ properties }) => partFor(properties).schema !== part.schema)) {
      throw new Error(`Feature ${first.id} was once of another sensitivity; store it state by state`);
    }
    group.past.push(later);
  }
  for (const { part, states, past } of byPart.values()) {
    await insertStates(transaction, part, states);
    const rounds = past.reduce((most, list) => Math.max(most, list.length), 0);
    for (let round = 0; round < rounds; round++) {
      const now = past.flatMap((list) => list[round] ?? []);
      for (const batch of batches(now)) await transaction.query(updateStatement(part, batch));
    }
  }
  return { inserted: features.length };
}

/**
 * Stores features that are made while they are asked for: the database stores the first while the last are not there yet. They
 * are asked for once more where it does not take them that way.
 */
export async function insertFeaturesInTurn(
  transaction: Transaction,
  layer: Layer,
  features: Iterable<Omit<NewFeature, 'states'>>,
): Promise<void> {
  const [part, ...others] = layerParts(layer);
  const origin = randomUUID();
  function* states(): Generator<State> {
    let index = 0;
    for (const feature of features) yield* statesOf(layer, feature, feature.id ?? idIn(origin, index++));
  }
  if (part && others.length === 0 && (await copyFeatures(transaction, part, states()))) return;
  await insertFeatures(transaction, layer, [...features]);
}

/** Stores one feature and answers it as stored. */
export async function insertFeature(transaction: Transaction, layer: Layer, feature: NewFeature): Promise<FeatureRow> {
  const id = feature.id ?? randomUUID();
  await insertFeatures(transaction, layer, [{ ...feature, id }]);
  const [row] = await transaction.query(sql`
    select ${rowColumns(layer, 'geojson')} from ${tableOf(partOf(layer, feature.properties))} as feature
    where feature.id = ${id}::uuid`);
  if (!row) throw new Error(`Feature ${id} vanished while it was stored`);
  return featureRow(layer, row);
}

/** By COPY where the engine has it and many rows are worth its round trip; else by statements that carry text. */
async function insertStates(transaction: Transaction, part: LayerPart, states: readonly State[]): Promise<void> {
  if (states.length >= copyFrom && (await copyFeatures(transaction, part, states))) return;
  for (const batch of batches(states)) await transaction.query(insertStatement(part, batch));
}
const copyFrom = 200;

/** The feature as it first was, then each later state. */
function statesOf(layer: Layer, feature: NewFeature, id: string): [State, ...State[]] {
  const { geometry, properties, validTo = null } = feature;
  const validFrom = feature.validFrom ?? (feature.states ? undefined : dayItHappened(layer, properties));
  const last: State = { id, geometry, properties, validFrom, validTo };
  const earlier = feature.states?.map((state) => ({
    id,
    geometry: state.geometry ?? geometry,
    properties: { ...properties, ...state.properties },
    validFrom: state.validFrom,
    validTo: null,
  }));
  const [first, ...others] = earlier ?? [];
  return first ? [first, ...others, last] : [last];
}

/** Not a day to come: a clock that ran ahead must not hide what has been approved. */
function dayItHappened({ beginsAt }: Layer, properties: State['properties']): string | undefined {
  const moment = beginsAt === undefined ? Number.NaN : Date.parse(String(properties[beginsAt]));
  if (Number.isNaN(moment)) return undefined;
  const day = vietnamDay(new Date(moment));
  return day < vietnamDay(new Date()) ? day : undefined;
}

function* batches(states: readonly State[]): Generator<Packed[]> {
  let batch: Packed[] = [];
  let characters = 0;
  for (const state of states) {
    const packed = { ...state, hex: hexWkb(state.geometry) };
    if (batch.length > 0 && (batch.length === batchRows || characters + packed.hex.length > batchCharacters)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(packed);
    characters += packed.hex.length;
  }
  if (batch.length > 0) yield batch;
}

type Packed = State & { readonly hex: string };

function insertStatement(part: LayerPart, batch: readonly Packed[]): Sql {
  const { names, values, source } = columnsOf(part, batch);
  return sql`insert into ${tableOf(part)} (${join(names)}) select ${join(values)} from ${source}`;
}

function updateStatement(part: LayerPart, batch: readonly Packed[]): Sql {
  const { names, values, source } = columnsOf(part, batch);
  const sets = names.map((name, index) => sql`${name} = ${values[index] ?? sql`null`}`);
  return sql`update ${tableOf(part)} as feature set ${join(sets)} from ${source} where feature.id = given.id::uuid`;
}

/** Every column travels as one array of text, cast on the server: the one form that both drivers write alike. */
function columnsOf({ layer }: LayerPart, batch: readonly Packed[]) {
  const columns: readonly (readonly [name: string, value: Sql, texts: readonly (string | null)[]])[] = [
    ['id', sql`given.id::uuid`, batch.map(({ id }) => id)],
    ['geometry', storedGeometry(layer, sql`given.geometry`), batch.map(({ hex }) => hex)],
    [
      'valid_from',
      sql`coalesce(given.valid_from::date, current_date)`,
      batch.map(({ validFrom }) => validFrom ?? null),
    ],
    ['valid_to', sql`given.valid_to::date`, batch.map(({ validTo }) => validTo)],
    ...Object.entries(layer.fields).map(
      ([key, field]) =>
        [
          key,
          sql`given.${identifier(key)}::${sqlTypes[field.sqlType]}`,
          batch.map((state) => textOf(state.properties[key])),
        ] as const,
    ),
  ];
  const names = columns.map(([name]) => identifier(name));
  const arrays = columns.map(([, , texts]) => sql`${texts}::text[]`);
  return {
    names,
    values: columns.map(([, value]) => value),
    source: sql`unnest(${join(arrays)}) as given (${join(names)})`,
  };
}
