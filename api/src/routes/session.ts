import { z } from '@hono/zod-openapi';
import { roles, say, sensitivities } from '@phen-dau/geodata';
import { activate } from '../accounts/administer.ts';
import { giveCookies, refuseUnsafeTransport, takeSessionCookie } from '../accounts/cookies.ts';
import { signIn, signOut } from '../accounts/sign-in.ts';
import type { Dependencies } from '../app.ts';
import { cookieIn } from '../callers.ts';
import { accountOf, route, router } from '../policy.ts';
import { Problem, tooManyTries, unfit } from '../problem.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const me = z
  .strictObject({
    username: z.string(),
    role: z.enum(roles),
    clearance: z.enum(sensitivities),
    post: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  })
  .openapi('Me');
const password = z.string().min(1).max(1024);
const username = z.string().min(1).max(64);
const wrong = () =>
  new Problem('sign-in-needed', {
    detail: say('Tên tài khoản hoặc mật khẩu không đúng', 'The username or the password is wrong'),
  });

/** Signing in and out: `POST /api/auth/sign-in`, `POST /api/auth/sign-out`, `POST /api/auth/activate`, `GET /api/me`. */
export function sessionRoutes({ database, now }: Dependencies) {
  return router()
    .openapi(
      route('public', {
        method: 'post',
        path: '/api/auth/sign-in',
        summary: 'Sign in; sets an HttpOnly cookie',
        request: {
          body: jsonBody(z.strictObject({ username, password })),
        },
        responses: { 200: jsonAnswer('Signed in', me) },
      }),
      async (c) => {
        refuseUnsafeTransport(c);
        const { headers } = c.req.raw;
        const result = await signIn(
          database,
          {
            ...c.req.valid('json'),
            from: c.var.from,
            userAgent: headers.get('user-agent'),
            device: cookieIn(headers, 'device'),
            session: cookieIn(headers, 'session'),
          },
          now(),
        );
        if (result.outcome === 'wait') throw tooManyTries(result.seconds);
        if (result.outcome === 'wrong') throw wrong();
        giveCookies(c, result.session, result.device);
        const { username, role, clearance, post } = result.account;
        return c.json({ username, role, clearance, post }, 200);
      },
    )
    .openapi(
      route(
        { permission: 'account.own', by: 'session' },
        {
          method: 'post',
          path: '/api/auth/sign-out',
          summary: 'End this session',
          responses: { 204: { description: 'Signed out' } },
        },
      ),
      async (c) => {
        await signOut(database, accountOf(c), c.var.from);
        takeSessionCookie(c);
        // Not "storage": surveys that have not been sent yet lie there.
        c.header('Clear-Site-Data', '"cache"');
        return c.body(null, 204);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/api/auth/activate',
        summary: 'Set the first password of an account with its one-time code',
        request: {
          body: jsonBody(z.strictObject({ username, password, code: z.string().min(1).max(64) })),
        },
        responses: { 204: { description: 'The account can sign in' } },
      }),
      async (c) => {
        refuseUnsafeTransport(c);
        const result = await activate(database, c.req.valid('json'), { from: c.var.from, now: now() });
        if (result.outcome === 'wait') throw tooManyTries(result.seconds);
        if (result.outcome === 'unfit') throw unfit('/password', result.reason);
        if (result.outcome === 'wrong') {
          throw new Problem('forbidden', {
            detail: say('Mã này không đúng, đã dùng hoặc hết hạn', 'The code is wrong, used or too old'),
          });
        }
        return c.body(null, 204);
      },
    )
    .openapi(
      route(
        { permission: 'account.own' },
        {
          method: 'get',
          path: '/api/me',
          summary: 'The account the request comes from',
          responses: { 200: jsonAnswer('The account', me) },
        },
      ),
      (c) => {
        const { username, role, clearance, post } = accountOf(c);
        return c.json({ username, role, clearance, post }, 200);
      },
    );
}
