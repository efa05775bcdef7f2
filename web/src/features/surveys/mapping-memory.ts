import type { Survey } from '../../api/survey-types.ts';
import { outboxAccount } from '../outbox/outbox-view.ts';
import { remembered } from '../outbox/remembered.ts';
import { type Mapping, mappingShape } from './mapping-shape.ts';

const mappings = remembered<Mapping>('survey-mappings');

export const keepMapping = (survey: Survey): void => {
  const account = outboxAccount();
  if (account !== undefined) mappings.keep(account, mappingShape(survey), { map: survey.map, set: survey.set });
};

const isEmpty = (record: Readonly<Record<string, string>>) => Object.keys(record).length === 0;

/** What this account has decided about files of a layer, by their shapes. */
export function knownMappings(layer: string): Readonly<Record<string, Mapping>> {
  const account = outboxAccount();
  const all = account === undefined ? [] : mappings.all(account);
  return Object.fromEntries(all.filter(([shape]) => shape.startsWith(`${layer} `)));
}

/** What was decided about such a file the last time, while nothing has been decided about this one. */
export function mappingToOffer(survey: Survey): Mapping | undefined {
  const account = outboxAccount();
  if (account === undefined || !isEmpty(survey.map) || !isEmpty(survey.set)) return undefined;
  const known = mappings.find(account, mappingShape(survey));
  return known && !(isEmpty(known.map) && isEmpty(known.set)) ? known : undefined;
}
