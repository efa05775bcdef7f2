import { say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';
import { invalid, Problem } from '../problem.ts';

/** The JSON of a body of one of these media types. Text that is not UTF-8 is refused, never mended: a mended name is a
 * wrong name that nobody notices. */
export async function readJson(c: Context<ApiEnv>, mediaTypes: readonly string[]): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mediaTypes.includes(type)) {
    throw new Problem('unsupported-media-type', {
      detail: say(`Chỉ nhận: ${mediaTypes.join(', ')}`, `One of: ${mediaTypes.join(', ')}`),
      headers: { [c.req.method === 'PATCH' ? 'Accept-Patch' : 'Accept-Post']: mediaTypes.join(', ') },
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer()));
  } catch (error) {
    // A body over the limit fails while it is read; that is not for us to rename.
    if (error instanceof Problem) throw error;
    throw invalid([
      { code: 'body-unreadable', severity: 'error', message: say('Nội dung không phải JSON', 'The body is not JSON') },
    ]);
  }
}

/** The reason for a change, percent-encoded in the header `Change-Reason`, for history and audit. */
export function changeReason(c: Context<ApiEnv>): string | undefined {
  try {
    const reason = decodeURIComponent(c.req.header('change-reason') ?? '')
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    return reason === '' ? undefined : reason.slice(0, 300);
  } catch {
    return undefined;
  }
}
