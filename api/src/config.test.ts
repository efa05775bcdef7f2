import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the environment', () => {
  it('may say nothing at all', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: null,
      replicaUrls: [],
      demoPassword: null,
      province: 'Lạng Sơn',
      publicRead: false,
    });
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
  });

  it('is read into typed values', () => {
    const read = readConfig({
      PORT: '9000',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/phen-dau',
      DATABASE_URL: 'postgres://keeper:secret@localhost/register',
      DATABASE_REPLICA_URLS: 'postgres://localhost/one, postgres://map.example:5432/two?sslmode=verify-full',
      DEMO_PASSWORD: 'mật khẩu chung',
      PUBLIC_READ: '1',
    });
    expect(read).toMatchObject({ port: 9000, host: '0.0.0.0', dataDirectory: '/srv/phen-dau', publicRead: true });
    expect(read.replicaUrls).toHaveLength(2);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost'],
    ['DATABASE_URL', 'postgres://keeper:secret@far.example/register'],
    ['DATABASE_REPLICA_URLS', 'postgres://localhost/one'],
    ['PROVINCE', 'Hà Giang'],
    ['PUBLIC_READ', 'yes'],
    ['DEMO_PASSWORD', 'x'.repeat(300)],
  ])('stops the start with one sentence when %s is wrong', (name, value) => {
    const why = () => readConfig({ [name]: value });
    expect(why).toThrow(new RegExp(`^.*${name}[^\\n]*\\.$|sslmode=verify-full\\.$`));
    expect(why).not.toThrow('secret');
  });

  it('takes sockets of this machine as local', () => {
    const socket = 'postgres://keeper@/register?host=/run/postgresql';
    expect(readConfig({ DATABASE_URL: socket }).databaseUrl).toBe(socket);
  });
});
