import { isFromLink } from '../../state/address.ts';
import { getState } from '../../state/store.ts';

const { survey, file } = getState().surveys;
/** The survey, or the file not sent yet, that the page was opened with, by a link or a reload. */
const linked = survey ?? file;

/** Whether the map goes to a survey or a file by itself: not where a link says both which one and where to look. */
export const goesThereItself = (opened: string): boolean => !(opened === linked && isFromLink());
