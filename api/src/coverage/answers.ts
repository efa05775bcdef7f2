import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { TileCache } from '@phen-dau/tiles';
import type { Context } from 'hono';
import { holdsAlready, markPrivate, tagOf } from '../etag.ts';
import type { ApiEnv } from '../policy.ts';
import { notFound } from '../problem.ts';
import type { CoverageAccess, CoverageStore } from './store.ts';
import type { CoverageTask } from './task.ts';

/** A question about the works of a day. */
export interface CoverageQuestion {
  readonly access: CoverageAccess;
  readonly asOf: string;
  /** Everything else the answer depends on. */
  readonly asked: readonly (string | null)[];
}

const compress = promisify(gzip);
const unpack = promisify(gunzip);
const answerBytes = 64 * 2 ** 20;

/**
 * Answers questions, each computed once while nothing changes: 304 before any work for whoever holds the answer, finished bytes
 * for whoever asks what somebody asked before.
 */
export function coverageAnswers(store: CoverageStore) {
  const made = new TileCache({ maxBytes: answerBytes });

  return async (
    c: Context<ApiEnv>,
    { access, asOf, asked }: CoverageQuestion,
    task: CoverageTask | (() => Promise<CoverageTask>),
  ): Promise<Response> => {
    const tagAt = (version: string) => tagOf('coverage', access, asOf, version, ...asked);
    const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(c.req.header('accept-encoding') ?? '');
    // A strong tag names these very bytes, so the unpacked ones need another.
    const own = (tag: string) => (takesGzip ? tag : tag.replace(/"$/, 'i"'));
    let tag = tagAt(await store.dataVersion(access));
    c.header('Vary', 'Accept-Encoding', { append: true });
    if (holdsAlready(c, own(tag))) {
      markPrivate(c, own(tag), 'other');
      return c.body(null, 304);
    }
    let bytes = made.get(tag)?.gzip;
    if (!bytes) {
      const wanted = typeof task === 'function' ? await task() : task;
      const works = await store.works(access, asOf);
      tag = tagAt(works.dataVersion);
      const { gzip } = await made.resolve(tag, async () => {
        const json = await works.compute(wanted);
        if (!json) throw notFound();
        // The quickest level: on a local network time is worth more than the last tenth of the bytes.
        return compress(json, { level: 1 });
      });
      bytes = gzip;
    }
    if (!bytes) throw notFound();
    markPrivate(c, own(tag), 'other');
    c.header('Content-Type', 'application/json');
    if (!takesGzip) return c.body(Uint8Array.from(await unpack(bytes)));
    c.header('Content-Encoding', 'gzip');
    return c.body(bytes as Uint8Array<ArrayBuffer>);
  };
}
