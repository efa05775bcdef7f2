import { eachPosition, type LayerGeometry, type SurveyFeature } from '@phen-dau/geodata';
import type { FeatureEdit, SurveyInstructions } from './instructions.ts';

/** A feature of the file (already in WGS 84) as a person wants it; null: left out. */
export function editedFeature(
  feature: SurveyFeature,
  edit: FeatureEdit | undefined,
  map: SurveyInstructions['map'],
): SurveyFeature | null {
  if (!edit) return feature;
  if (edit.leftOut) return null;
  const column = (field: string) => map?.[field] ?? field;
  const properties: Record<string, unknown> = { ...feature.properties };
  for (const [one, other] of edit.swaps ?? []) {
    [properties[column(one)], properties[column(other)]] = [properties[column(other)], properties[column(one)]];
  }
  for (const [field, value] of Object.entries(edit.properties ?? {})) properties[column(field)] = value;
  return { ...feature, geometry: editedGeometry(feature.geometry, edit), properties };
}

function editedGeometry(geometry: unknown, edit: FeatureEdit): unknown {
  if (edit.position) return { type: 'Point', coordinates: edit.position };
  if (!edit.swapped || typeof geometry !== 'object' || geometry === null) return geometry;
  const swapped = structuredClone(geometry) as LayerGeometry;
  eachPosition(swapped, (position) => {
    const [x = Number.NaN, y = Number.NaN] = position;
    position[0] = y;
    position[1] = x;
  });
  return swapped;
}
