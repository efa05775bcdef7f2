/** What a server database says of itself. */
export interface ServerVersions {
  /** `server_version_num`: 150004 is 15.4. */
  readonly postgresql: number;
  /** Of the extension in this database, else of the one that would be made: `3.3.2`; null where there is none. */
  readonly postgis: string | null;
}

/** Why we cannot work on a server with these versions, as one plain sentence; undefined when we can. */
export function whyUnfit({ postgresql, postgis }: ServerVersions): string | undefined {
  const [major = 0, minor = 0] = (postgis ?? '').split('.').map(Number);
  if (postgresql >= 150_000 && (major > 3 || (major === 3 && minor >= 3))) return undefined;
  const has = `PostgreSQL ${Math.floor(postgresql / 10_000)} ${postgis === null ? 'without PostGIS' : `with PostGIS ${postgis}`}`;
  return `The database server must have PostgreSQL 15 and PostGIS 3.3, or newer ones; it has ${has}.`;
}
