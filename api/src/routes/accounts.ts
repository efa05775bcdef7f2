import { z } from '@hono/zod-openapi';
import { clears, roles, say, sensitivities } from '@phen-dau/geodata';
import { keeperFor, type SignedIn } from '../account.ts';
import { administerAccount, createAccount, resetAccount } from '../accounts/administer.ts';
import { confirmPassword } from '../accounts/own.ts';
import type { Dependencies } from '../app.ts';
import { accountOf, route, router } from '../policy.ts';
import { conflict, forbidden, notFound, tooManyTries, unfit } from '../problem.ts';
import { type AccountRow, accountById, listAccounts } from '../queries/accounts.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const administrators = { permission: 'accounts.manage', by: 'session' } as const;
const account = z
  .strictObject({
    id: z.uuid(),
    username: z.string(),
    role: z.enum(roles),
    clearance: z.enum(sensitivities),
    post: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    activated: z.boolean(),
    disabled: z.boolean(),
    demonstration: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Account');
const code = z
  .strictObject({ id: z.uuid(), code: z.string(), codeExpiresAt: z.iso.datetime() })
  .openapi('ActivationCode');
const changeable = {
  role: z.enum(roles).optional(),
  clearance: z.enum(sensitivities).optional(),
  postId: z.uuid().nullable().optional(),
};
const ownPassword = z.string().min(1).max(1024);
const byId = z.strictObject({ id: z.uuid() });

const shown = (row: AccountRow) => ({ ...row, createdAt: row.createdAt.toISOString() });

/** Accounts, for administrators. Every change asks for the administrator's own password again and ends the sessions it touches. */
export function accountRoutes({ database, now }: Dependencies) {
  /** Asks for the password again, so that an unattended screen cannot hand out rights. */
  async function confirm(caller: SignedIn, password: string, from: string) {
    const result = await confirmPassword(database, caller, password, { from, now: now() });
    if (result.outcome === 'wait') throw tooManyTries(result.seconds);
    if (result.outcome === 'wrong') throw forbidden(say('Mật khẩu của bạn không đúng', 'Your password is wrong'));
  }
  return router()
    .openapi(
      route(administrators, {
        method: 'get',
        path: '/api/accounts',
        summary: 'All accounts',
        responses: {
          200: jsonAnswer('In order of username', z.strictObject({ accounts: z.array(account) })),
        },
      }),
      async (c) => {
        const keeper = keeperFor(accountOf(c).username, c.var.from);
        return c.json({ accounts: (await database.transaction(keeper, listAccounts)).map(shown) }, 200);
      },
    )
    .openapi(
      route(administrators, {
        method: 'post',
        path: '/api/accounts',
        summary: 'Create an account; answers the one-time code its holder sets a password with',
        request: {
          body: jsonBody(
            z.strictObject({
              username: z.string().min(1).max(64),
              role: z.enum(roles),
              clearance: z.enum(sensitivities),
              postId: z.uuid().nullable().optional(),
              ownPassword,
            }),
          ),
        },
        responses: {
          201: jsonAnswer('The code is shown this once', code),
        },
      }),
      async (c) => {
        const caller = accountOf(c);
        const { ownPassword, ...wanted } = c.req.valid('json');
        refuseMoreThanOwn(caller, wanted.clearance);
        await confirm(caller, ownPassword, c.var.from);
        const result = await createAccount(database, wanted, keeperFor(caller.username, c.var.from), now());
        if (result.outcome === 'unfit') throw unfit('/username', result.reason);
        if (result.outcome === 'name-taken') {
          throw conflict(say('Tên tài khoản đã có người dùng', 'The username is taken'));
        }
        const { id, code, codeExpiresAt } = result;
        return c.json({ id, code: code ?? '', codeExpiresAt: (codeExpiresAt ?? now()).toISOString() }, 201);
      },
    )
    .openapi(
      route(administrators, {
        method: 'patch',
        path: '/api/accounts/{id}',
        summary: "Change an account's role, clearance or post, or disable it; ends its sessions and tokens",
        request: {
          params: byId,
          body: jsonBody(z.strictObject({ ...changeable, disabled: z.boolean().optional(), ownPassword })),
        },
        responses: { 200: jsonAnswer('The account now', account) },
      }),
      async (c) => {
        const caller = accountOf(c);
        const { id } = c.req.valid('param');
        const { ownPassword, ...change } = c.req.valid('json');
        refuseOwnAccount(caller, id);
        const keeper = keeperFor(caller.username, c.var.from);
        const before = await database.transaction(keeper, (transaction) => accountById(transaction, id));
        if (!before) throw notFound();
        refuseMoreThanOwn(caller, change.clearance ?? before.clearance);
        await confirm(caller, ownPassword, c.var.from);
        const after = await administerAccount(database, id, change, keeper, now());
        if (!after) throw notFound();
        return c.json(shown(after), 200);
      },
    )
    .openapi(
      route(administrators, {
        method: 'post',
        path: '/api/accounts/{id}/reset',
        summary: "Take an account's password and sessions away and answer a one-time code for a new password",
        request: { params: byId, body: jsonBody(z.strictObject({ ownPassword })) },
        responses: {
          201: jsonAnswer('The code is shown this once', code),
        },
      }),
      async (c) => {
        const caller = accountOf(c);
        const { id } = c.req.valid('param');
        refuseOwnAccount(caller, id);
        const keeper = keeperFor(caller.username, c.var.from);
        const before = await database.transaction(keeper, (transaction) => accountById(transaction, id));
        if (!before) throw notFound();
        // Whoever hands out the code of an account could use it.
        refuseMoreThanOwn(caller, before.clearance);
        await confirm(caller, c.req.valid('json').ownPassword, c.var.from);
        const given = await resetAccount(database, id, keeper, now());
        if (!given) throw notFound();
        return c.json({ id, code: given.code, codeExpiresAt: given.codeExpiresAt.toISOString() }, 201);
      },
    );
}

/** Nobody gives, through another account, a clearance they do not have. The operator's command line can. */
function refuseMoreThanOwn(caller: SignedIn, clearance: AccountRow['clearance']) {
  if (clears(caller.clearance, clearance)) return;
  throw forbidden(
    say(
      'Không thể cấp hay sửa mức bảo mật cao hơn của chính mình',
      'A clearance above your own is not yours to give or change',
    ),
  );
}

/** An administrator can neither raise nor lock out themselves. */
function refuseOwnAccount(caller: SignedIn, id: string) {
  if (caller.accountId !== id) return;
  throw conflict(say('Không thể tự sửa tài khoản của mình', 'Your own account is changed by another administrator'));
}
