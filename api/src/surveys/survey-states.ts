/** The states of a survey (contract C6). */
export const surveyStates = ['received', 'has-issues', 'submitted', 'approved', 'rejected', 'superseded'] as const;
export type SurveyState = (typeof surveyStates)[number];
