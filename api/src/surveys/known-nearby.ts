import { type Bounds, type Clearance, growBounds, type Layer, type LayerGeometry, layerById } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { featuresAround } from '../queries/features-around.ts';
import { vietnamDay } from '../today.ts';
import type { KnownNearby, KnownPlacesAround } from './ruled-features.ts';

/** Lamps and markers are looked for beside lines this far away at most. */
const reachMetres = 5_000;
/** Of one layer: what a reading thread can hold and compare. A hundred times the demonstration is below it. */
const mostFeatures = 50_000;

/** What the register knows around a survey and its author may see: what is hidden from them keeps its rules silent. */
export async function knownNearby(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  boxes: readonly Bounds[],
): Promise<KnownNearby> {
  const around = boxes.map((box) => growBounds(box, reachMetres));
  let isWhole = true;
  const near = async (of: Layer) => {
    const found = await featuresAround(transaction, of, clearance, around, mostFeatures);
    isWhole &&= found.isWhole;
    return found.features.map(({ kind, ...feature }) => ({ ...feature, properties: { kind } }));
  };
  const communes = (await near(layerById('commune'))).flatMap(polygonsOf);
  const roads = await near(layerById('patrol-road'));
  const borderLines = (await near(layerById('border-line'))).map(linesOf);
  const existing = layer.id === 'patrol-road' ? roads : await near(layer);
  return {
    today: vietnamDay(new Date()),
    ...(communes.length > 0 && { province: communes }),
    borderLines,
    roads: roads.map(linesOf),
    roadIds: roads.map(({ id }) => id),
    existing,
    limit: isWhole ? null : mostFeatures,
  };
}

/** Beyond this a road says nothing about the system a file is in. */
const tellingMetres = 1_000;

/** What tells coordinate systems apart where a file may lie, as far as its author may see it. */
export async function placesAround(
  transaction: Transaction,
  clearance: Clearance,
  boxes: readonly Bounds[],
): Promise<KnownPlacesAround> {
  const near = async (id: 'border-line' | 'patrol-road' | 'commune', metres: number) => {
    const around = boxes.map((box) => growBounds(box, metres));
    return (await featuresAround(transaction, layerById(id), clearance, around, mostFeatures)).features;
  };
  const border = await near('border-line', tellingMetres);
  const roads = await near('patrol-road', tellingMetres);
  const communes = await near('commune', reachMetres);
  return { lines: [...border, ...roads].map(linesOf), province: communes.flatMap(polygonsOf) };
}

const linesOf = ({ geometry }: { readonly geometry: LayerGeometry }) =>
  geometry.type === 'MultiLineString' ? geometry.coordinates : [];

const polygonsOf = ({ geometry }: { readonly geometry: LayerGeometry }) =>
  geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
