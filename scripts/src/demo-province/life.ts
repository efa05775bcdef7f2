import type { LayerId } from '@phen-dau/geodata';
import type { EarlierState, PropertiesOf } from './types.ts';

/** A day on which attributes became what they are, and what they were until then. */
export interface Change<Id extends LayerId> {
  readonly on: string;
  readonly before: Partial<PropertiesOf<Id>>;
}

/**
 * The life of a feature known since `since` and changed on later days (oldest first): what a later change replaced was true
 * in all earlier states too.
 */
export function lifeThrough<Id extends LayerId>(
  since: string,
  changes: readonly Change<Id>[],
): { validFrom: string; validTo: null; earlier?: readonly EarlierState<Id>[] } {
  const last = changes.at(-1);
  if (!last) return { validFrom: since, validTo: null };
  const earlier = changes.map((change, index): EarlierState<Id> => {
    const later = changes.slice(index);
    const properties = Object.assign({}, ...later.reverse().map(({ before }) => before)) as Partial<PropertiesOf<Id>>;
    return { validFrom: changes[index - 1]?.on ?? since, validTo: change.on, properties };
  });
  return { validFrom: last.on, validTo: null, earlier };
}
