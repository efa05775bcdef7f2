import { dayText, say } from '@phen-dau/geodata';
import { parseTileAddress, type TileAddress } from '@phen-dau/tiles';
import { invalidParameter, notFound } from './problem.ts';
import type { TileStates } from './tile-part.ts';

/** The address in the last three segments of a tile's path; `lastSegment` ends in `suffix`. Anything else is no tile. */
export function tileAddressOf(z: string, x: string, lastSegment: string, suffix: string): TileAddress {
  const y = lastSegment.endsWith(suffix) ? lastSegment.slice(0, lastSegment.length - suffix.length) : '';
  const address = parseTileAddress(z, x, y);
  if (!address) throw notFound();
  return address;
}

const known = new Set(['v', 'states', 'asOf', 'layers']);

/**
 * Which states a request asks for: `states=all`, `asOf=YYYY-MM-DD`, or those of today. `v` is anything: the client puts a
 * layer's version there to make its own cache ask anew.
 */
export function tileStatesOf(parameters: URLSearchParams, today: string): TileStates {
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw invalidParameter(name, say('Không có tham số này', 'There is no such parameter'));
  }
  const states = parameters.get('states');
  const asOf = parameters.get('asOf');
  if (states !== null && states !== 'all') {
    throw invalidParameter('states', say('Chỉ nhận giá trị all', 'The only value is all'));
  }
  if (asOf === null) return states === 'all' ? 'all' : { day: today };
  if (states !== null) {
    throw invalidParameter('asOf', say('Không dùng cùng lúc với states', 'Not together with states'));
  }
  if (!dayText.safeParse(asOf).success) {
    throw invalidParameter('asOf', say('Phải là một ngày, ví dụ 2024-03-01', 'Must be a day such as 2024-03-01'));
  }
  return { day: asOf };
}
