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
  const linesOf = async (of: Layer) =>
    (await near(of)).flatMap(({ geometry }) => (geometry.type === 'MultiLineString' ? [geometry.coordinates] : []));
  const communes = (await near(layerById('commune'))).flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [],
  );
  return {
    today: vietnamDay(new Date()),
    ...(communes.length > 0 && { province: communes }),
    borderLines: await linesOf(layerById('border-line')),
    roads: await linesOf(layerById('patrol-road')),
    existing: await near(layer),
  };
}
