import { type Bounds, type Clearance, growBounds, type Layer, type LayerGeometry, layerById } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { listFeatures } from '../queries/features.ts';
import { vietnamDay } from '../today.ts';
import type { KnownNearby } from './ruled-features.ts';

/** Lamps and markers are looked for beside lines this far away at most. */
const reachMetres = 5_000;
const mostFeatures = 5_000;

/** What the register knows around a survey and its author may see: what is hidden from them keeps its rules silent. */
export async function knownNearby(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  bounds: Bounds,
): Promise<KnownNearby> {
  const bbox = growBounds(bounds, reachMetres);
  const near = async (of: Layer) => {
    const { rows } = await listFeatures(transaction, of, clearance, { bbox, limit: mostFeatures });
    return rows.map(({ id, properties, geometry }) => ({
      ...{ id, properties, name: String(properties[of.nameField]) },
      geometry: JSON.parse(geometry) as LayerGeometry,
    }));
  };
  const communes = (await near(layerById('commune'))).flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [],
  );
  const roads = await near(layerById('patrol-road'));
  return {
    today: vietnamDay(new Date()),
    ...(communes.length > 0 && { province: communes }),
    borderLines: (await near(layerById('border-line'))).map(linesOf),
    roads: roads.map(linesOf),
    roadIds: roads.map(({ id }) => id),
    existing: layer.id === 'patrol-road' ? roads : await near(layer),
  };
}

const linesOf = ({ geometry }: { readonly geometry: LayerGeometry }) =>
  geometry.type === 'MultiLineString' ? geometry.coordinates : [];
