import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { zonesOfProvince } from '@phen-dau/geodata';
import { passwordLength } from './accounts/password-length.ts';

/** Where the demonstration lies, and what is served where nobody says anything else. */
export const demonstrationProvince = 'Lạng Sơn';

/** What the operator decides, read from the environment. */
export interface Config {
  readonly port: number;
  /** Address listened on. */
  readonly host: string;
  /** Folder of the embedded database, its dumps and secrets; absolute. */
  readonly dataDirectory: string;
  /** Server database; null: the embedded one. */
  readonly databaseUrl: string | null;
  readonly replicaUrls: readonly string[];
  /** Common password of the demonstration accounts; null: a random one. */
  readonly demoPassword: string | null;
  /** Name of the province served, as it has been since July 2025; its axes are offered for files in VN-2000. */
  readonly province: string;
  /** Anyone may read open layers without signing in. */
  readonly publicRead: boolean;
}

/** Reads the environment; throws an Error of one plain sentence on a wrong value. An empty value is an absent one. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const databaseUrl = value('DATABASE_URL');
  const replicaUrls =
    value('DATABASE_REPLICA_URLS')
      ?.split(',')
      .map((url) => url.trim()) ?? [];
  if (replicaUrls.length > 0 && databaseUrl === undefined) {
    throw new Error('DATABASE_REPLICA_URLS is set but DATABASE_URL is not: replicas need a server to follow.');
  }
  return {
    port: portOf(value('PORT') ?? '8080'),
    host: hostOf(value('HOST') ?? '127.0.0.1'),
    dataDirectory: resolve(value('DATA_DIR') ?? './data'),
    databaseUrl: databaseUrl === undefined ? null : postgresUrl('DATABASE_URL', databaseUrl),
    replicaUrls: replicaUrls.map((url) => postgresUrl('DATABASE_REPLICA_URLS', url)),
    demoPassword: demoPasswordOf(value('DEMO_PASSWORD')),
    province: provinceOf(value('PROVINCE') ?? demonstrationProvince),
    publicRead: flagOf('PUBLIC_READ', value('PUBLIC_READ') ?? '0'),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Error(`PORT is "${text}" but must be a number from 1 to 65535.`);
}

function hostOf(text: string): string {
  if (isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)) return text;
  throw new Error(`HOST is "${text}" but must be an address such as 127.0.0.1 or a host name.`);
}

/** Never repeats the address in its sentence: it may hold a password. */
function postgresUrl(name: string, text: string): string {
  // `user@/database?host=/run/postgresql` is right for PostgreSQL but has no host for URL.
  const parsable = text.replace('@/', '@localhost/');
  const url = URL.canParse(parsable) ? new URL(parsable) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error(`${name} must look like postgres://user:password@host:5432/database.`);
  }
  const host = url.searchParams.get('host') ?? url.hostname;
  const isLocal = ['', 'localhost', '127.0.0.1', '[::1]', '::1'].includes(host) || host.startsWith('/');
  if (isLocal || url.searchParams.get('sslmode') === 'verify-full') return text;
  throw new Error(`${name} leads to another machine, so it must end with ?sslmode=verify-full.`);
}

function demoPasswordOf(text: string | undefined): string | null {
  if (text === undefined || [...text].length <= passwordLength.maximum) return text ?? null;
  throw new Error(`DEMO_PASSWORD may not be longer than ${passwordLength.maximum} characters.`);
}

function provinceOf(text: string): string {
  if (zonesOfProvince(text).length > 0) return text;
  throw new Error(`PROVINCE is "${text}" but must be a province as they are since July 2025, for example "Cao Bằng".`);
}

function flagOf(name: string, text: string): boolean {
  if (text === '1') return true;
  if (text === '0') return false;
  throw new Error(`${name} is "${text}" but must be 1 or 0.`);
}
