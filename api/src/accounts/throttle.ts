import { isIPv6 } from 'node:net';
import { foldUsername } from '../queries/accounts.ts';
import type { ThrottleSubject } from '../queries/sign-in-attempts.ts';

/** Of an account, whoever tries. A stranger can slow its holder down, never lock them out: see `deviceSubject`. */
export const accountSubject = (username: string): ThrottleSubject => ({
  subject: `account:${foldUsername(username).slice(0, 64)}`,
  freeFailures: 4,
});

/** Of a browser the account has signed in from before: it keeps its own count, apart from what strangers do. */
export const deviceSubject = (deviceHash: Uint8Array): ThrottleSubject => ({
  subject: `device:${Buffer.from(deviceHash).toString('hex')}`,
  freeFailures: 4,
});

/**
 * Of an address; an office behind one address has many honest mistakes, so it is patient. The loopback address is usually a
 * reverse proxy, behind which everybody is: there it is very patient, and the account's own throttle does the work.
 */
export const addressSubject = (from: string): ThrottleSubject => ({
  subject: `address:${addressPrefix(from)}`,
  freeFailures: isLoopbackAddress(from) ? 300 : 30,
});

const isLoopbackAddress = (from: string) => /^(::ffff:)?127\.|^::1$/.test(from);

/** What counts as one address: an IPv4 address (also when written as IPv6), or the /64 that one IPv6 subscriber holds. */
export function addressPrefix(from: string): string {
  const address = from.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address.slice(0, 64);
  const [left = '', right] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right ? right.split(':') : [];
  const middle =
    right === undefined ? [] : Array.from({ length: Math.max(8 - head.length - tail.length, 0) }, () => '0');
  const groups = [...head, ...middle, ...tail].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
