import type { SurveysMessages } from './use-surveys-messages.ts';

/** Words of the survey pages in English. */
export const surveysEn: SurveysMessages = {
  state: {
    'has-issues': 'To be mended',
    received: 'Not submitted',
    submitted: 'Waiting for review',
    approved: 'Approved',
    rejected: 'Returned',
    superseded: 'Replaced',
  },
  list: {
    title: 'Surveys',
    filter: 'Filter the surveys',
    all: 'All',
    mine: 'Mine',
    rows: 'Surveys, newest first',
    features: (count) => `${count} features`,
    errors: (count) => `${count} errors`,
    none: 'There is no survey yet.',
    noneMore: 'Drop a file from your device anywhere on this screen, or press “Send a survey”.',
    noneOfState: 'No survey is in this state.',
    more: 'Show more',
    failed: 'The list of surveys could not be read.',
  },
  page: {
    back: 'Back to the surveys',
    missing: 'There is no such survey, or this account may not see it.',
    failed: 'The survey could not be read.',
    sentBy: (author, moment) => `Sent by ${author}, ${moment}`,
  },
  failure: {
    unreachable: 'The server cannot be reached. This has not been done.',
    unknown: 'That did not work, for an unknown reason. Try again.',
  },
};
