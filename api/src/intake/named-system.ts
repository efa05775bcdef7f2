import {
  type CoordinateSystem,
  codeOfSystem,
  findCoordinateSystem,
  type Issue,
  type Unsupported,
} from '@phen-dau/geodata';
import type { PlanePlace } from '../queries/coordinate-systems.ts';

/** Asks a database for a system by its EPSG code, to be tried on some places of the file. */
export type AskForSystem = (
  code: number,
  places: readonly PlanePlace[],
) => Promise<CoordinateSystem | Unsupported | null>;

/** The coordinate system a text names: one we know, else any that the database does; what is wrong with it otherwise. */
export async function namedSystem(
  text: string,
  places: readonly PlanePlace[],
  ask: AskForSystem,
): Promise<CoordinateSystem | Issue> {
  const known = findCoordinateSystem(text);
  if (known) return known;
  const code = codeOfSystem(text);
  const found = code === null ? null : await ask(code, places);
  const stated = text.slice(0, 120);
  if (found === null) return { code: 'crs-unknown', severity: 'error', context: { stated } };
  if (typeof found !== 'string') return found;
  return { code: 'crs-unsupported', severity: 'error', context: { stated, reason: found } };
}

export const isIssue = (found: CoordinateSystem | Issue): found is Issue => 'severity' in found;
