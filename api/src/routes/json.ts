import type { z } from '@hono/zod-openapi';

/** A body that must come, as JSON of this shape; for the `request` of a route. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) =>
  ({ required: true, content: { 'application/json': { schema } } }) as const;

/** JSON of this shape and what it says; for the `responses` of a route. */
export const jsonAnswer = <Schema extends z.ZodType>(description: string, schema: Schema) =>
  ({ description, content: { 'application/json': { schema } } }) as const;
