import type { FeaturePage, FeatureRow } from '../queries/features.ts';
import { type Crs, crs84, geometryTextIn } from './crs.ts';
import type { Link } from './links.ts';

/** The attributes of a row as they travel: the catalogue's, then when it holds and which version it is. */
export function propertiesOf(row: Omit<FeatureRow, 'geometry'>): Record<string, unknown> {
  const { validFrom, validTo, version, updatedAt } = row;
  return { ...row.properties, valid_from: validFrom, valid_to: validTo, version, updated_at: updatedAt };
}

/** One feature as GeoJSON text. The geometry is the database's own text, spliced in and never parsed (in CRS84). */
export function featureText(row: FeatureRow, crs: Crs = crs84, links?: readonly Link[]): string {
  const geometry = geometryTextIn(row.geometry, crs);
  const end = links ? `,"links":${JSON.stringify(links)}}` : '}';
  const properties = JSON.stringify(propertiesOf(row));
  return `{"type":"Feature","id":"${row.id}","tileId":${row.tileId},"geometry":${geometry},"properties":${properties}${end}`;
}

/** A page of features as GeoJSON text. */
export function collectionText(page: FeaturePage, crs: Crs, links: readonly Link[]): string {
  const features = page.rows.map((row) => featureText(row, crs)).join(',');
  return (
    `{"type":"FeatureCollection","numberMatched":${page.numberMatched},"numberReturned":${page.rows.length},` +
    `"links":${JSON.stringify(links)},"features":[${features}]}`
  );
}
