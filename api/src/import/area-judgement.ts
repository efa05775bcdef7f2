import { addDerivedProperties, type Issue, type Layer, type LayerGeometry, type ValidFeature } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { invalidAreas, rebuiltAreas } from '../queries/imports.ts';

export interface Judged {
  readonly accepted: readonly ValidFeature[];
  readonly repaired: number;
  readonly issues: readonly Issue[];
}

/**
 * PostGIS's judgement of areas before they are stored. What it finds invalid is an issue, or rebuilt when repairing; so is
 * what the validator found unsound. Rebuilding is PostGIS's work on both engines, because ST_MakeValid is what every other
 * program of the trade would do, and a JavaScript clipper would be a second opinion to maintain and to carry to browsers.
 */
export async function judgeAreas(
  transaction: Transaction,
  layer: Layer,
  { accepted, unsound }: { readonly accepted: readonly ValidFeature[]; readonly unsound: readonly ValidFeature[] },
  geometries: 'report' | 'repair',
): Promise<Judged> {
  if (layer.geometry !== 'MultiPolygon') return { accepted, repaired: 0, issues: [] };
  const invalid =
    accepted.length === 0
      ? []
      : await invalidAreas(
          transaction,
          accepted.map(({ geometry }) => geometry),
        );
  const atFault = new Map(invalid.map((fault) => [accepted[fault.index], fault]));
  const sound = accepted.filter((feature) => !atFault.has(feature));
  if (geometries === 'report') {
    const issues = [...atFault].map(([feature, { reason, place }]): Issue => {
      const found = { code: 'geometry-invalid', severity: 'error', context: { reason } } as const;
      return { ...found, ...(feature && { feature: feature.index }), ...(place && { place }) };
    });
    return { accepted: sound, repaired: 0, issues };
  }
  const broken = [...unsound, ...accepted.filter((feature) => atFault.has(feature))];
  const rebuilt =
    broken.length === 0
      ? []
      : await rebuiltAreas(
          transaction,
          broken.map(({ geometry }) => geometry),
        );
  const issues: Issue[] = [];
  const repaired: ValidFeature[] = [];
  for (const [at, feature] of broken.entries()) {
    const text = rebuilt[at];
    if (text === null || text === undefined) {
      issues.push({ code: 'geometry-too-short', severity: 'error', feature: feature.index });
      continue;
    }
    const geometry = JSON.parse(text) as LayerGeometry;
    addDerivedProperties(layer, geometry, feature.properties);
    repaired.push({ ...feature, geometry });
    const context = { reason: 'rebuilt' };
    issues.push({ code: 'geometry-repaired', severity: 'warning', feature: feature.index, context });
  }
  return { accepted: [...sound, ...repaired], repaired: repaired.length, issues };
}
