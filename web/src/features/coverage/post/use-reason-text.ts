import { type GapReason, locales, type MeasureParameters } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useStore } from '../../../state/store.ts';
import { useWordLabel } from '../use-word-label.ts';
import { useFigureText } from '../use-words.ts';

/** Writes why something is not covered; of a road that does not count, its status where that is why, else its kind. */
export function useReasonText({ usableStatuses }: MeasureParameters): (reason: GapReason) => string {
  const words = useCoverageMessages().reasons;
  const format = useFormat();
  const { length } = useFigureText();
  const language = useStore((state) => state.language);
  const labelOf = useWordLabel();
  const roadWord = (field: string, word: string) =>
    (labelOf('patrol-road', field, word)?.[language] ?? word).toLocaleLowerCase(locales[language]);
  return (reason) => {
    switch (reason.code) {
      case 'lamps-not-working':
        return words.lampsNotWorking(format.whole(reason.lamps), length(reason.gainMetres));
      case 'no-lamp':
        return words.noLamp;
      case 'not-paved':
        return reason.surface === null ? words.surfaceUnknown : words.surface(roadWord('surface', reason.surface));
      case 'road-not-counted': {
        const { road, kind, status, gainMetres } = reason;
        const why = usableStatuses.includes(status) ? roadWord('kind', kind) : roadWord('status', status);
        return words.roadNotCounted(road.name, why, gainMetres === null ? null : length(gainMetres));
      }
      case 'no-road-near': {
        const { nearestRoad } = reason;
        return nearestRoad ? words.nearestRoad(nearestRoad.name, length(nearestRoad.metres)) : words.noRoad;
      }
      case 'visited-outside-period': {
        const metres = length(reason.visitedMetres);
        return reason.lastDay === null ? words.undated(metres) : words.lastVisit(format.day(reason.lastDay), metres);
      }
      case 'never-visited':
        return words.neverVisited;
    }
  };
}
