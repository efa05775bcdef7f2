import { isFromLink } from '../../state/address.ts';
import { getState } from '../../state/store.ts';

/** The survey the page was opened with, by a link or a reload. */
const linked = getState().surveys.survey;

/** Whether the map goes to a survey by itself: not where a link says both which survey and where to look. */
export const goesThereItself = (survey: string): boolean => !(survey === linked && isFromLink());
