import { say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';
import { Problem } from '../problem.ts';
import type { FeatureRow, FieldConflict } from '../queries/features.ts';
import type { Crs } from './crs.ts';
import { featureText } from './feature-json.ts';

/** A feature's ETag: its version, and the CRS when it is not the default. */
export const itemTag = (version: number, crs?: Crs) => (crs?.epsg ? `"${version}-${crs.epsg}"` : `"${version}"`);

/** The version `If-Match` names; undefined when the header is absent or `*`, which proves no knowledge of a version.
 * A tag that is none of ours becomes 0, the version no feature ever has. */
export function matchedVersion(c: Context<ApiEnv>): number | undefined {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '*') return undefined;
  return Number(/^"(\d{1,9})(-\d{4,5})?"$/.exec(header)?.[1] ?? 0);
}

/** The version a change must start from; without one, two people would overwrite each other unseen. */
export function requiredVersion(c: Context<ApiEnv>): number {
  const version = matchedVersion(c);
  if (version !== undefined) return version;
  throw new Problem('if-match-needed', {
    detail: say('Hãy gửi ETag của đối tượng trong If-Match', "Send the feature's ETag in If-Match"),
  });
}

/** Somebody was faster: the answer holds the feature as it is now, and the values on which the two disagree. */
export const changedMeanwhile = (row: FeatureRow, conflicts: readonly FieldConflict[] = []) =>
  new Problem('changed', {
    detail: say('Có người đã sửa đối tượng này', 'Somebody has changed this feature'),
    headers: { ETag: itemTag(row.version) },
    members: { current: JSON.parse(featureText(row)), conflicts },
  });
