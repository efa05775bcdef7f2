import type { Survey } from '../../api/survey-types.ts';
import { outboxAccount } from '../outbox/outbox-view.ts';
import { remembered } from '../outbox/remembered.ts';

/** How the attributes of files of one shape were found: field to column, and field to one value. */
export interface Mapping {
  readonly map: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

const mappings = remembered<Mapping>('survey-mappings');

/** Files of one layer with the same columns are of one shape. */
export const mappingShape = ({ layer, columns }: Pick<Survey, 'layer' | 'columns'>): string =>
  `${layer} ${[...columns].sort().join('\t')}`;

export const keepMapping = (survey: Survey): void => {
  const account = outboxAccount();
  if (account !== undefined) mappings.keep(account, mappingShape(survey), { map: survey.map, set: survey.set });
};

const isEmpty = (record: Readonly<Record<string, string>>) => Object.keys(record).length === 0;

/** What was decided about such a file the last time, while nothing has been decided about this one. */
export function mappingToOffer(survey: Survey): Mapping | undefined {
  const account = outboxAccount();
  if (account === undefined || !isEmpty(survey.map) || !isEmpty(survey.set)) return undefined;
  const known = mappings.find(account, mappingShape(survey));
  return known && !(isEmpty(known.map) && isEmpty(known.set)) ? known : undefined;
}
