import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Caller } from './account.ts';
import type { ApiEnv } from './policy.ts';

/** A strong tag that differs whenever anything of `parts` does. Hashed: it tells nobody what it is made of. */
export function tagOf(...parts: readonly (string | number | null | undefined)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;
}

/** The access class an answer depends on: what the caller may see and, where forms depend on it, do. */
export const accessClass = (caller: Caller) =>
  caller.kind === 'anonymous' ? 'anonymous' : `${caller.role}/${caller.clearance}`;

/** Whether the caller holds this very answer already (RFC 9110: weak comparison). */
export function holdsAlready(c: Context<ApiEnv>, tag: string): boolean {
  const held = c.req.header('if-none-match');
  if (held === undefined) return false;
  return held.trim() === '*' || held.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** Says how long an answer may be kept: restricted features nowhere, all else by this browser if it asks each time. */
export function markPrivate(c: Context<ApiEnv>, tag: string, holdsRestricted: 'restricted' | 'other'): void {
  c.header('Cache-Control', holdsRestricted === 'restricted' ? 'no-store' : 'private, no-cache');
  c.header('ETag', tag);
}
