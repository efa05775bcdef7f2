import { issueText, type Layer, say, Validator, vietNam } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { Transaction } from '../database/database.ts';
import { type RequestIssue, unacceptable } from '../problem.ts';
import { invalidAreas, provinceBounds } from '../queries/imports.ts';

/**
 * Refuses geometries that an import would refuse too, by the same validator: in another place or another system, lines of
 * one point, areas whose rings cross; PostGIS has the last word on areas. Asked inside the transaction that will write.
 */
export async function refuseUnsoundGeometries(
  transaction: Transaction,
  layer: Layer,
  geometries: readonly Geometry[],
): Promise<void> {
  const bounds = (await provinceBounds(transaction)) ?? vietNam;
  // Attributes have been judged already, so the validator is given a layer that has none.
  const validator = new Validator({ ...layer, fields: {} }, { bounds });
  const sources = geometries.map((geometry, index) => ({ index, id: null, geometry, properties: {} }));
  const found = validator.validate(sources).issues.filter(({ severity }) => severity === 'error');
  const isOne = geometries.length === 1;
  const issues: RequestIssue[] = found.slice(0, 100).map((issue) => ({
    ...issue,
    pointer: isOne || issue.feature === undefined ? '/geometry' : `/features/${issue.feature}/geometry`,
    message: say(issueText(issue, 'vi', layer), issueText(issue, 'en', layer)),
  }));
  if (issues.length > 0) throw unacceptable(issues);
  const areas = layer.geometry === 'MultiPolygon' ? await invalidAreas(transaction, geometries) : [];
  const refused = areas.map(({ index, place }) => ({
    code: 'geometry-invalid',
    severity: 'error' as const,
    feature: index,
    pointer: isOne ? '/geometry' : `/features/${index}/geometry`,
    ...(place && { place }),
    message: say('Vùng này không hợp lệ', 'This area is not valid'),
  }));
  if (refused.length > 0) throw unacceptable(refused);
}
