import { describe, expect, it } from 'vitest';
import { whyUnfit } from './server-versions.ts';

describe('a database server', () => {
  it.each([
    [150_000, '3.3.0'],
    [150_004, '3.3.2'],
    [170_002, '3.10.1'],
    [180_000, '4.0.0'],
  ])('of version %i with PostGIS %s serves', (postgresql, postgis) => {
    expect(whyUnfit({ postgresql, postgis })).toBeUndefined();
  });

  it.each([
    [140_011, '3.3.2', 'it has PostgreSQL 14 with PostGIS 3.3.2.'],
    [150_004, '3.2.9', 'it has PostgreSQL 15 with PostGIS 3.2.9.'],
    [150_004, '2.5.5', 'it has PostgreSQL 15 with PostGIS 2.5.5.'],
    [150_004, null, 'it has PostgreSQL 15 without PostGIS.'],
  ])('of version %i with PostGIS %s is refused in a sentence that names both', (postgresql, postgis, has) => {
    const why = whyUnfit({ postgresql, postgis });
    expect(why).toBe(`The database server must have PostgreSQL 15 and PostGIS 3.3, or newer ones; ${has}`);
  });
});
