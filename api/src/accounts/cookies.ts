import { say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { cookieNames } from '../callers.ts';
import { forbidden } from '../problem.ts';
import { isLoopback } from '../secure-headers.ts';

/**
 * The kind of cookie this caller can be given. Over TLS the browser says so in its Origin; a script says nothing and is
 * believed on the loopback address only. Plain HTTP from elsewhere is refused: the session would travel in the clear.
 */
function kindFor(c: Context): keyof typeof cookieNames {
  const origin = c.req.header('origin');
  const onLoopback = isLoopback(c.req.header('host'));
  if (origin?.startsWith('https:')) return 'secure';
  if (onLoopback) return 'loopback';
  if (origin === undefined) return 'secure';
  throw forbidden(
    say(
      'Chỉ đăng nhập được qua HTTPS hoặc ngay trên máy chủ này',
      'Sign-in works only over HTTPS or on this machine itself',
    ),
  );
}

/** Refuses, before a password is looked at, a caller who could not be given a safe cookie. */
export const refuseUnsafeTransport = (c: Context): void => void kindFor(c);

const deviceSeconds = 400 * 24 * 3600;

/** Gives the browser its session, which ends with the browser at the latest, and optionally its device token. */
export function giveCookies(c: Context, session: string, device?: string): void {
  const kind = kindFor(c);
  const safe = { path: '/', httpOnly: true, sameSite: 'Strict', secure: kind === 'secure' } as const;
  setCookie(c, cookieNames[kind].session, session, safe);
  if (device !== undefined) setCookie(c, cookieNames[kind].device, device, { ...safe, maxAge: deviceSeconds });
}

/** Takes the session from the browser, under both names: it may have come over either kind of connection. */
export function takeSessionCookie(c: Context): void {
  deleteCookie(c, cookieNames.secure.session, { path: '/', secure: true });
  deleteCookie(c, cookieNames.loopback.session, { path: '/' });
}
