import { type Bounds, type Clearance, growBounds, knownReachMetres, type Layer, layerById } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { featuresAround, holdsAny } from '../queries/features-around.ts';
import { versionsOf } from '../queries/layers.ts';
import { vietnamDay } from '../today.ts';
import { linesOf } from './parts-of.ts';
import type { ProvinceOutline } from './province-outline.ts';
import type { KnownNearby, KnownPlacesAround } from './ruled-features.ts';

/** Of one layer: what a reading thread can hold and compare. A hundred times the demonstration is below it. */
const mostFeatures = 50_000;

/**
 * What the register knows around a survey and its author may see: what is hidden from them keeps its rules silent. The outline
 * of the province is whole however far away the survey lies, and a border or roads of which none is near are none, not unknown:
 * else the worst errors were the ones nobody is told of.
 */
export async function knownNearby(
  transaction: Transaction,
  { layer, clearance, outline }: Asking,
  boxes: readonly Bounds[],
): Promise<KnownNearby> {
  const around = boxes.map((box) => growBounds(box, knownReachMetres));
  let isWhole = true;
  const near = async (of: Layer) => {
    const found = await featuresAround(transaction, of, clearance, around, { most: mostFeatures });
    isWhole &&= found.isWhole;
    return found.features.map(({ kind, ...feature }) => ({ ...feature, properties: { kind } }));
  };
  const province = await outline.polygons(transaction, clearance);
  const roads = await near(layerById('patrol-road'));
  const border = await near(layerById('border-line'));
  const existing = layer.id === 'patrol-road' ? roads : await near(layer);
  const isKnown = async (found: readonly unknown[], of: Layer) =>
    found.length > 0 || (await holdsAny(transaction, of, clearance));
  return {
    today: vietnamDay(new Date()),
    ...(province.length > 0 && { province }),
    ...((await isKnown(border, layerById('border-line'))) && { borderLines: border.map(linesOf) }),
    ...((await isKnown(roads, layerById('patrol-road'))) && { roads: roads.map(linesOf) }),
    roadIds: roads.map(({ id }) => id),
    existing,
    versions: await versionsOf(transaction, layer, clearance),
    limit: isWhole ? null : mostFeatures,
  };
}

interface Asking {
  /** Of the survey. */
  readonly layer: Layer;
  readonly clearance: Clearance;
  readonly outline: ProvinceOutline;
}

/** Beyond this a road says nothing about the system a file is in. */
const tellingMetres = 1_000;

/** What tells coordinate systems apart where a file may lie, as far as its author may see it. */
export async function placesAround(
  transaction: Transaction,
  { clearance, outline }: Omit<Asking, 'layer'>,
  boxes: readonly Bounds[],
): Promise<KnownPlacesAround> {
  const around = boxes.map((box) => growBounds(box, tellingMetres));
  const near = async (id: 'border-line' | 'patrol-road') =>
    (await featuresAround(transaction, layerById(id), clearance, around, { most: mostFeatures })).features.map(linesOf);
  const lines = [...(await near('border-line')), ...(await near('patrol-road'))];
  return { lines, province: await outline.polygons(transaction, clearance) };
}
