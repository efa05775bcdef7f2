import { cleaningDefaults } from '@phen-dau/geodata';
import type { Recording } from '../../state/recording.ts';

/** A device in the open knows its place to within this; under trees it may need minutes to. What cleans tracks agrees. */
export const gateMetres = cleaningDefaults.inaccurateMetres;
/** Who walks is forty metres on by then. */
export const freshSeconds = 30;

/** The last position the device gave, as far as it tells where the device is now. */
export interface PositionNow {
  readonly accuracyMetres: number;
  readonly ageSeconds: number;
  /** Fresh and accurate enough to be the place of something. */
  readonly isGood: boolean;
}

/** Undefined while the device has given none. */
export function positionNow({ last, heard }: Pick<Recording, 'last' | 'heard'>): PositionNow | undefined {
  if (!last) return undefined;
  // The clock of the day may be set back and the steady one may rest while the device sleeps: the greater age is the safer.
  // What was found on the device was heard by no page that still lives, so its age is what the clocks say, and it is never fresh.
  const ages = heard
    ? [Date.now() - heard.byDay, performance.now() - heard.bySteadyClock]
    : [Date.now() - last.at, freshSeconds * 1000 + 1000];
  const ageSeconds = Math.max(...ages) / 1000;
  const { accuracyMetres } = last;
  return { accuracyMetres, ageSeconds, isGood: ageSeconds <= freshSeconds && accuracyMetres <= gateMetres };
}
