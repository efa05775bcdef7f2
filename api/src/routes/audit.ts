import { z } from '@hono/zod-openapi';
import { keeperFor } from '../account.ts';
import type { Dependencies } from '../app.ts';
import { accountOf, route, router } from '../policy.ts';
import { listEntries } from '../queries/audit.ts';
import { jsonAnswer } from './json.ts';

const entry = z
  .strictObject({
    sequence: z.int(),
    at: z.iso.datetime(),
    account: z.string().nullable(),
    from: z.string().nullable(),
    why: z.string().nullable(),
    action: z.string(),
    outcome: z.string(),
    layer: z.string().nullable(),
    features: z.int().nullable(),
    detail: z.unknown(),
  })
  .openapi('AuditEntry');
const wholeNumber = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${digits}}$`))
    .transform(Number);
const word = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u);

/** `GET /api/audit`: who did, read or was refused what, newest first; as far as the reader's clearance reaches. */
export function auditRoutes({ database }: Dependencies) {
  return router().openapi(
    route(
      { permission: 'audit.read' },
      {
        method: 'get',
        path: '/api/audit',
        summary: 'The audit, newest first; `before` is the sequence number to go on from',
        request: {
          query: z.strictObject({
            limit: wholeNumber(3).pipe(z.int().min(1).max(500)).default(100),
            before: wholeNumber(15).optional(),
            account: word.optional(),
            action: word.optional(),
          }),
        },
        responses: {
          200: jsonAnswer('Entries', z.strictObject({ entries: z.array(entry) })),
        },
      },
    ),
    async (c) => {
      const caller = accountOf(c);
      const { limit, before, account, action } = c.req.valid('query');
      const query = {
        limit,
        ...(before !== undefined && { before }),
        ...(account !== undefined && { account }),
        ...(action !== undefined && { action }),
      };
      // Not from a replica: whoever looks wants to see what happened a moment ago.
      const rows = await database.transaction(keeperFor(caller.username, c.var.from), (transaction) =>
        listEntries(transaction, caller.clearance, query),
      );
      return c.json({ entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }, 200);
    },
  );
}
