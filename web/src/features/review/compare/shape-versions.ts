import { geometryBounds, unitedBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { Resolution, UndoConflict } from '../../../api/survey-review.ts';
import type { Bounds } from '../../../api/types.ts';
import { labelPlace } from '../../../map/label-place.ts';
import { type PlaceName, type ShapeMoment, shapeMoments, type VersionShape } from '../../../map/survey-overlays.ts';
import { geometryChange } from './geometry-change.ts';

/** The states of one shape on which people disagree; `before` is absent where the survey made the feature. */
export type ShapeVersions = Readonly<Partial<Record<ShapeMoment, Geometry>>>;

/** Where along each shape its name stands, so that names of shapes that run together do not. */
const namePlaces: Readonly<Record<ShapeMoment, number>> = { before: 0.25, survey: 0.5, current: 0.75 };

/** The shapes a conflict is about; undefined when it is about something else. */
export function versionsOfConflict({ field, before, survey, current }: UndoConflict): ShapeVersions | undefined {
  if (field === 'geometry') {
    return { before: before as Geometry, survey: survey as Geometry, current: current as Geometry };
  }
  if (field !== null) return undefined;
  const [made, now] = [survey, current].map((state) => (state as { readonly geometry: Geometry }).geometry);
  return made && now && geometryChange(made, now) ? { survey: made, current: now } : undefined;
}

/** Which of the shapes stays when a conflict is decided so; undefined: none, the feature goes. */
export const winnerOf = (versions: ShapeVersions, chosen: Resolution | undefined): ShapeMoment | undefined =>
  chosen === 'keep' ? 'current' : chosen === 'undo' && versions.before ? 'before' : undefined;

/** How the shapes are drawn, each with its name; once one is chosen the others step back. */
export function drawnVersions(
  versions: ShapeVersions,
  names: Readonly<Record<ShapeMoment, string>>,
  chosen?: Resolution,
): (VersionShape | PlaceName)[] {
  const winner = winnerOf(versions, chosen);
  return shapeMoments.flatMap((moment): (VersionShape | PlaceName)[] => {
    const geometry = versions[moment];
    if (!geometry) return [];
    const place = labelPlace(geometry, namePlaces[moment]);
    const isFaint = chosen !== undefined && moment !== winner;
    return [
      { type: 'Feature', geometry, properties: { moment, isFaint } },
      ...(place
        ? [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: place },
              properties: { label: names[moment] },
            } as const,
          ]
        : []),
    ];
  });
}

/** The box around all of them. */
export const boundsOfVersions = (versions: ShapeVersions): Bounds =>
  unitedBounds(shapeMoments.flatMap((moment) => versions[moment] ?? []).map(geometryBounds));
