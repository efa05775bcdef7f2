import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import type { SurveyPick } from '../state/surveys.ts';

/** The layers of a survey's picture that can be pressed, and which of them is meant first. */
const ranks: Readonly<Record<string, number>> = {
  'survey:mark': 0,
  'survey:proposals-name': 1,
  'survey:kept-point': 2,
  'survey:held-point': 2,
  'survey:proposal-line': 3,
  'survey:kept-line': 4,
  'survey:held-line': 4,
  'survey:kept-area': 5,
  'survey:held-area': 5,
};

/** What of the open survey lies in a box of the screen: findings and points before lines before areas, each once. */
export function surveyPicksAt(map: MapLibreMap, box: [PointLike, PointLike]): SurveyPick[] {
  const layers = map.getLayersOrder().filter((id) => id in ranks);
  if (layers.length === 0) return [];
  const found = [...map.queryRenderedFeatures(box, { layers })].sort((a, b) => rankOf(a) - rankOf(b));
  const picks = new Map<string, SurveyPick>();
  for (const feature of found) {
    const pick = pickOf(feature);
    const name = JSON.stringify(pick);
    if (pick && !picks.has(name)) picks.set(name, pick);
  }
  return [...picks.values()];
}

const rankOf = ({ layer }: MapGeoJSONFeature) => ranks[layer.id] ?? 9;

function pickOf({ source, properties }: MapGeoJSONFeature): SurveyPick | undefined {
  if (source === 'survey-marks') return { kind: 'issue', key: String(properties.issue) };
  if (source === 'survey-proposals') return { kind: 'proposal', number: Number(properties.number ?? properties.label) };
  return typeof properties.index === 'number' ? { kind: 'feature', index: properties.index } : undefined;
}
