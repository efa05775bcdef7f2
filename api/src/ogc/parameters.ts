import type { RouteConfig } from '@hono/zod-openapi';
import { crsOffered } from './crs.ts';
import { limits } from './items-query.ts';

/** OpenAPI's description of the query of `…/items`. Written out rather than derived from a schema, because the property
 * filters depend on the layer and our reader tells every fault at once. */
export const itemsParameters: NonNullable<RouteConfig['parameters']> = [
  {
    name: 'bbox',
    in: 'query',
    description: 'West, south, east, north (or with heights: six numbers), in `bbox-crs`',
    schema: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
    style: 'form',
    explode: false,
  },
  { name: 'bbox-crs', in: 'query', schema: { type: 'string', format: 'uri', enum: crsOffered.map(({ uri }) => uri) } },
  {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: limits.maximum, default: limits.default },
    style: 'form',
    explode: false,
  },
  {
    name: 'datetime',
    in: 'query',
    description: 'The features as they were on a day or at a moment, or those that existed in an interval `from/to`',
    schema: { type: 'string' },
    style: 'form',
    explode: false,
  },
  { name: 'crs', in: 'query', schema: { type: 'string', format: 'uri', enum: crsOffered.map(({ uri }) => uri) } },
  { name: 'q', in: 'query', description: 'Words in the name; diacritics do not matter', schema: { type: 'string' } },
  { name: 'tileId', in: 'query', description: "A feature's number in vector tiles", schema: { type: 'integer' } },
  { name: 'cursor', in: 'query', description: 'Taken from a `next` link', schema: { type: 'string' } },
  { name: 'f', in: 'query', schema: { type: 'string', enum: ['json', 'fgb', 'csv'] } },
  {
    name: 'filters',
    in: 'query',
    description:
      'Any attribute of the layer, such as `kind=inspection`; words and references may be several: `kind=a,b`',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    style: 'form',
    explode: true,
  },
];
