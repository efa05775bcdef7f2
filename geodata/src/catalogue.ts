import type { Layer, LayerGroup } from './layer.ts';
import { bambooBelt } from './layers/bamboo-belt.ts';
import { borderLine } from './layers/border-line.ts';
import { borderMarker } from './layers/border-marker.ts';
import { borderPost } from './layers/border-post.ts';
import { commune } from './layers/commune.ts';
import { defenceWork } from './layers/defence-work.ts';
import { developmentProject } from './layers/development-project.ts';
import { facility } from './layers/facility.ts';
import { patrolRoad } from './layers/patrol-road.ts';
import { resettlementSite } from './layers/resettlement-site.ts';
import { solarLamp } from './layers/solar-lamp.ts';
import { surveyTrack } from './layers/survey-track.ts';
import { village } from './layers/village.ts';
import { zone } from './layers/zone.ts';
import { type Bilingual, say } from './text.ts';

/** Every layer, in the order of the panel; areas are drawn below lines and lines below points (see web/src/map). */
export const catalogue = [
  borderLine,
  borderPost,
  borderMarker,
  patrolRoad,
  solarLamp,
  defenceWork,
  zone,
  developmentProject,
  resettlementSite,
  village,
  facility,
  bambooBelt,
  commune,
  surveyTrack,
] as const;

export type LayerId = (typeof catalogue)[number]['id'];
export const layerIds: readonly LayerId[] = catalogue.map((layer) => layer.id);

const byId = new Map<string, Layer>(catalogue.map((layer) => [layer.id, layer]));

/** The layer with this id, or undefined when there is none. */
export const findLayer = (id: string): Layer | undefined => byId.get(id);

/** The layer with this id; throws when there is none, which is a mistake of ours. */
export function layerById(id: LayerId): Layer {
  const layer = byId.get(id);
  if (!layer) throw new Error(`No layer ${id}`);
  return layer;
}

export const groupTitles = {
  border: say('Biên giới', 'Border'),
  'roads-and-light': say('Đường và chiếu sáng', 'Roads and light'),
  defence: say('Quốc phòng', 'Defence'),
  people: say('Dân cư', 'People and services'),
  planning: say('Quy hoạch', 'Planning'),
  survey: say('Khảo sát', 'Survey'),
} as const satisfies Record<LayerGroup, Bilingual>;
