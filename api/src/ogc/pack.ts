import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';

const gzipAsync = promisify(gzip);
/** Below this a packet goes out whole either way. */
const worthPackingCharacters = 4096;

/** Whether the caller can unpack gzip; goes into the tag, because a packed body is another body. */
export const unpacks = (c: Context<ApiEnv>) =>
  /(^|,)\s*(gzip|\*)\s*(;\s*q=(1|0\.[0-9]*[1-9]))?\s*(,|$)/i.test(c.req.header('accept-encoding') ?? '');

/**
 * A text as a body, packed where the caller can unpack it. Packed off the main thread and as a whole. hono/compress was
 * rejected: it makes every ETag weak, and a weak one is worth nothing in If-Match.
 */
export async function packedBody(c: Context<ApiEnv>, text: string): Promise<string | Uint8Array<ArrayBuffer>> {
  c.header('Vary', 'Accept-Encoding', { append: true });
  if (text.length < worthPackingCharacters || !unpacks(c)) return text;
  c.header('Content-Encoding', 'gzip');
  return new Uint8Array(await gzipAsync(text, { level: 5 }));
}
