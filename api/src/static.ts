import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { holdsAlready } from './etag.ts';
import { type ApiEnv, allow, router } from './policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^(text\/|application\/|image\/svg)/;

/** What a page and its workers may load: only what comes from here. A worker obeys the policy of its own script, so every
 * static file carries it. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

interface StaticFile {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | null;
  readonly gzip: Buffer | null;
}

/**
 * The built web application, one route a file: what is not in the folder has no route, so there is no path to climb out
 * of. Read once at the start, so that a build that runs meanwhile never mixes two versions.
 */
export function staticRoutes(webFolder: string | null) {
  const routes = router();
  if (webFolder === null || !existsSync(webFolder)) return routes;
  for (const name of filesIn(webFolder)) {
    if (['.br', '.gz', '.map'].includes(extname(name))) continue;
    const file = readStaticFile(webFolder, name);
    const path = name === 'index.html' ? '/' : `/${name}`;
    const isRestricted = /^assets\/restricted-/.test(name);
    const caching = isRestricted
      ? 'no-store'
      : name.startsWith('assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache';
    routes.get(path, allow(isRestricted ? 'restricted' : 'public'), (c) => send(c, file, caching));
  }
  return routes;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readStaticFile(folder: string, name: string): StaticFile {
  const path = join(folder, name);
  const plain = readFileSync(path);
  const type = contentTypes[extname(name)] ?? 'application/octet-stream';
  const ready = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : null);
  const worthIt = compressible.test(type) && plain.length > 1024;
  return {
    type,
    tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    // Quality 5 costs about a second for the whole application at the start; the build may leave better ones beside it.
    brotli:
      ready('.br') ?? (worthIt ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : null),
    gzip: ready('.gz') ?? (worthIt ? gzipSync(plain) : null),
  };
}

function send(c: Context<ApiEnv>, file: StaticFile, caching: string): Response {
  const headers = {
    'Content-Security-Policy': pagePolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': caching,
    ETag: file.tag,
    Vary: 'Accept-Encoding',
  };
  if (holdsAlready(c, file.tag)) return c.body(null, 304, headers);
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding =
    file.brotli && /\bbr\b/.test(accepted) ? 'br' : file.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : null;
  const bytes = (encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.plain) ?? file.plain;
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': String(bytes.length),
    ...(encoding && { 'Content-Encoding': encoding }),
  });
}
