import { type Clearance, layerById, type RuleKnowledge } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { featuresAround } from '../queries/features-around.ts';
import { layerVersion } from '../queries/layers.ts';
import { polygonsOf } from './parts-of.ts';

type Polygons = NonNullable<RuleKnowledge['province']>;

const everywhere = [[-180, -90, 180, 90]] as const;
/** Far more than any province has communes. */
const mostCommunes = 5_000;

/** The communes of the province, kept until one of them changes: every file is compared with all of them. */
export class ProvinceOutline {
  readonly #kept = new Map<Clearance, { readonly version: number; readonly polygons: Polygons }>();

  async polygons(transaction: Transaction, clearance: Clearance): Promise<Polygons> {
    const commune = layerById('commune');
    // Before the communes themselves: an outline may be newer than its version says, and is then read again, but never older.
    const version = await layerVersion(transaction, commune, clearance);
    const kept = this.#kept.get(clearance);
    if (kept?.version === version) return kept.polygons;
    const { features } = await featuresAround(transaction, commune, clearance, everywhere, { most: mostCommunes });
    const polygons = features.flatMap(polygonsOf);
    this.#kept.set(clearance, { version, polygons });
    return polygons;
  }
}
