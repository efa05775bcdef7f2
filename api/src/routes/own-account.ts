import { z } from '@hono/zod-openapi';
import { say } from '@phen-dau/geodata';
import { keeperFor } from '../account.ts';
import { giveCookies } from '../accounts/cookies.ts';
import { changeOwnPassword, createToken, endOwnSession } from '../accounts/own.ts';
import type { Dependencies } from '../app.ts';
import { accountOf, route, router } from '../policy.ts';
import { conflict, forbidden, notFound, tooManyTries, unfit } from '../problem.ts';
import { listSessions } from '../queries/sessions.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const own = { permission: 'account.own' } as const;
const ownInBrowser = { ...own, by: 'session' } as const;
const moment = z.iso.datetime();
const session = z
  .strictObject({
    id: z.uuid(),
    createdAt: moment,
    lastSeenAt: moment,
    endsAt: moment.nullable(),
    from: z.string().nullable(),
    current: z.boolean(),
  })
  .openapi('Session');
const token = z
  .strictObject({ id: z.uuid(), name: z.string(), createdAt: moment, lastUsedAt: moment, endsAt: moment.nullable() })
  .openapi('Token');
const byId = { params: z.strictObject({ id: z.uuid() }) };
const mostTokens = 20;

/** What a person may do with their own account: its sessions, its API tokens, its password. */
export function ownAccountRoutes({ database, now }: Dependencies) {
  return router()
    .openapi(
      route(own, {
        method: 'get',
        path: '/api/auth/sessions',
        summary: "The account's own live sessions",
        responses: {
          200: jsonAnswer('Newest first', z.strictObject({ sessions: z.array(session) })),
        },
      }),
      async (c) => {
        const { username, accountId, proof } = accountOf(c);
        const rows = await database.transaction(keeperFor(username, c.var.from), (transaction) =>
          listSessions(transaction, accountId, 'browser', now()),
        );
        const sessions = rows.map((row) => ({
          id: row.id,
          createdAt: row.createdAt.toISOString(),
          lastSeenAt: row.lastUsedAt.toISOString(),
          endsAt: row.endsAt?.toISOString() ?? null,
          from: row.address,
          current: row.id === proof.id,
        }));
        return c.json({ sessions }, 200);
      },
    )
    .openapi(
      route(ownInBrowser, {
        method: 'delete',
        path: '/api/auth/sessions/{id}',
        summary: "End one of the account's own sessions",
        request: byId,
        responses: { 204: { description: 'Ended' } },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const ended = await endOwnSession(database, accountOf(c), { id, kind: 'browser', from: c.var.from });
        if (!ended) throw notFound();
        return c.body(null, 204);
      },
    )
    .openapi(
      route(own, {
        method: 'get',
        path: '/api/auth/tokens',
        summary: "The account's own API tokens, without their secrets",
        responses: {
          200: jsonAnswer('Newest first', z.strictObject({ tokens: z.array(token) })),
        },
      }),
      async (c) => {
        const { username, accountId } = accountOf(c);
        const rows = await database.transaction(keeperFor(username, c.var.from), (transaction) =>
          listSessions(transaction, accountId, 'token', now()),
        );
        const tokens = rows.map(({ id, name, createdAt, lastUsedAt, endsAt }) => ({
          id,
          name: name ?? '',
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
          endsAt: endsAt?.toISOString() ?? null,
        }));
        return c.json({ tokens }, 200);
      },
    )
    .openapi(
      route(ownInBrowser, {
        method: 'post',
        path: '/api/auth/tokens',
        summary: 'Make an API token; it is shown this once',
        request: {
          body: jsonBody(z.strictObject({ name: z.string().trim().min(1).max(100) })),
        },
        responses: {
          201: jsonAnswer(
            'The token, for the header Authorization: Bearer',
            z.strictObject({ id: z.uuid(), token: z.string(), endsAt: moment }),
          ),
        },
      }),
      async (c) => {
        const caller = accountOf(c);
        const existing = await database.transaction(keeperFor(caller.username, c.var.from), (transaction) =>
          listSessions(transaction, caller.accountId, 'token', now()),
        );
        if (existing.length >= mostTokens) {
          throw conflict(say('Đã có 20 mã truy cập; hãy thu hồi bớt', 'There are 20 tokens already; revoke some'));
        }
        const made = await createToken(database, caller, c.req.valid('json').name, c.var.from, now());
        return c.json({ id: made.id, token: made.token, endsAt: made.endsAt.toISOString() }, 201);
      },
    )
    .openapi(
      route(own, {
        method: 'delete',
        path: '/api/auth/tokens/{id}',
        summary: 'Revoke an API token',
        request: byId,
        responses: { 204: { description: 'Revoked' } },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const ended = await endOwnSession(database, accountOf(c), { id, kind: 'token', from: c.var.from });
        if (!ended) throw notFound();
        return c.body(null, 204);
      },
    )
    .openapi(
      route(ownInBrowser, {
        method: 'post',
        path: '/api/auth/password',
        summary: 'Change the own password; ends every other session and every token',
        request: {
          body: jsonBody(
            z.strictObject({
              currentPassword: z.string().min(1).max(1024),
              newPassword: z.string().min(1).max(1024),
            }),
          ),
        },
        responses: { 204: { description: 'Changed; this browser has a new session' } },
      }),
      async (c) => {
        const circumstances = { from: c.var.from, now: now(), userAgent: c.req.header('user-agent') ?? null };
        const result = await changeOwnPassword(database, accountOf(c), c.req.valid('json'), circumstances);
        if (result.outcome === 'wait') throw tooManyTries(result.seconds);
        if (result.outcome === 'wrong') throw forbidden(say('Mật khẩu cũ không đúng', 'The old password is wrong'));
        if (result.outcome === 'unfit') throw unfit('/newPassword', result.reason);
        giveCookies(c, result.session);
        return c.body(null, 204);
      },
    );
}
