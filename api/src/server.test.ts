import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './server.ts';
import { apiTestDatabase } from './testing/database.ts';

let server: RunningServer;
beforeAll(async () => {
  const database = await apiTestDatabase();
  server = await startServer({ config: { host: '127.0.0.1', port: 0, publicRead: false }, database, log: () => {} });
});
afterAll(() => server.close());

/** What the server answers to these very bytes, as far as it answers before it hangs up. */
const raw = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end(bytes));
    let told = '';
    socket.on('data', (data) => {
      told += data;
    });
    socket.on('close', () => resolve(told));
    socket.on('error', reject);
  });

describe('the server', () => {
  it('answers that it is well, and with which database', async () => {
    const response = await fetch(`${server.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      database: { engine: expect.any(String) },
      demonstration: expect.any(Boolean),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('answers nonsense on the wire with 400 and stays up', async () => {
    for (const request of [
      'GET /api/health HTTP/1.1\r\n\r\n',
      'GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n',
      'GET http:// HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /api/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      'NONSENSE\r\n\r\n',
      'GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n',
    ]) {
      const answer = await raw(request);
      expect(answer.slice(0, 13), JSON.stringify(request.slice(0, 60))).toMatch(/^HTTP\/1\.1 4\d\d|^$/);
    }
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  it('does not echo, trace or list anything', async () => {
    expect(await raw('TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: phen-dau=x\r\n\r\n')).not.toContain('phen-dau=x');
    for (const path of ['/.git/config', '/.env', '/api', '/assets/', '/ogc/../api/accounts']) {
      expect([401, 404]).toContain((await fetch(server.url + path)).status);
    }
  });

  it('tells no other site that it may read', async () => {
    const response = await fetch(`${server.url}/api/health`, { headers: { origin: 'https://evil.example' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('says in one sentence why it cannot listen', async () => {
    const database = await apiTestDatabase();
    const port = Number(new URL(server.url).port);
    const start = startServer({ config: { host: '127.0.0.1', port, publicRead: false }, database, log: () => {} });
    await expect(start).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program; choose one with PORT.`,
    );
  });
});
