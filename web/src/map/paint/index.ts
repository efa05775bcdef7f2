import type { LayerId } from '@phen-dau/geodata';
import type { LayerDescription } from '../../api/types.ts';
import { bambooBelt, borderLine, borderMarker, borderPost } from './border.ts';
import type { LayerPaint } from './layer-paint.ts';
import { facility, resettlementSite, village } from './people.ts';
import { plainPaint } from './plain.ts';
import { commune, developmentProject, zone } from './planning.ts';
import { patrolRoad, solarLamp } from './roads.ts';
import { surveyTrack } from './survey.ts';

/** Layers whose very name is protected; their paint is in `restricted.ts`, a chunk only cleared accounts are given. */
type ProtectedLayerId = Extract<LayerId, 'defence-work'>;

/** How every layer that may be named in public files looks. The compiler refuses a catalogue with a layer left out. */
export const paints = {
  'border-line': borderLine,
  'border-post': borderPost,
  'border-marker': borderMarker,
  'patrol-road': patrolRoad,
  'solar-lamp': solarLamp,
  zone,
  'development-project': developmentProject,
  'resettlement-site': resettlementSite,
  village,
  facility,
  'bamboo-belt': bambooBelt,
  commune,
  'survey-track': surveyTrack,
} as const satisfies Record<Exclude<LayerId, ProtectedLayerId>, LayerPaint>;

/** How a layer looks: its own paint, else what the cleared account's chunk brought, else plainly. */
export function paintOf(
  layer: Pick<LayerDescription, 'id' | 'geometry'>,
  extraPaint: Readonly<Record<string, LayerPaint>>,
): LayerPaint {
  return extraPaint[layer.id] ?? (paints as Record<string, LayerPaint>)[layer.id] ?? plainPaint(layer.geometry);
}
