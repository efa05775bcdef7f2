import { eachPosition, type Layer, type LayerGeometry, type SurveyFeature } from '@phen-dau/geodata';
import type { FeatureEdit, SurveyInstructions } from './instructions.ts';

/** A feature of the file (already in WGS 84) as a person wants it, with the times its device noted; null: left out. */
export function editedFeature(
  feature: SurveyFeature,
  edit: FeatureEdit | undefined,
  layer: Layer,
  map: SurveyInstructions['map'],
): SurveyFeature | null {
  if (edit?.leftOut) return null;
  const times = timesOf(feature, layer);
  if (!edit && !times) return feature;
  const column = (field: string) => map?.[field] ?? field;
  const properties: Record<string, unknown> = { ...times, ...feature.properties };
  for (const [one, other] of edit?.swaps ?? []) {
    [properties[column(one)], properties[column(other)]] = [properties[column(other)], properties[column(one)]];
  }
  for (const [field, value] of Object.entries(edit?.properties ?? {})) properties[column(field)] = value;
  return { ...feature, geometry: editedGeometry(feature.geometry, edit), properties };
}

function editedGeometry(geometry: unknown, edit: FeatureEdit | undefined): unknown {
  if (edit?.position) return { type: 'Point', coordinates: edit.position };
  if (!edit?.swapped || typeof geometry !== 'object' || geometry === null) return geometry;
  const swapped = structuredClone(geometry) as LayerGeometry;
  eachPosition(swapped, (position) => {
    const [x = Number.NaN, y = Number.NaN] = position;
    position[0] = y;
    position[1] = x;
  });
  return swapped;
}

/** When a track began and ended, for a layer that asks. */
function timesOf({ fixes }: SurveyFeature, layer: Layer): Record<string, string> | undefined {
  if (!fixes || !('started_at' in layer.fields)) return undefined;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { times } of fixes) {
    for (const time of times) {
      if (time < first) first = time;
      if (time > last) last = time;
    }
  }
  if (first > last) return undefined;
  return { started_at: new Date(first).toISOString(), ended_at: new Date(last).toISOString() };
}
