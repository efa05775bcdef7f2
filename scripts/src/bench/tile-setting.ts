import type { OpenedDatabase } from '@phen-dau/api';
import type { LayerId } from '@phen-dau/geodata';
import type { TileAddress } from '@phen-dau/tiles';
import type { Client } from 'pg';
import type { PackedTables } from './pack-tables.ts';

/** What every measurement of tiles works with: the same rows, the same tiles. */
export interface TileSetting {
  readonly scale: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly ids: readonly LayerId[];
  readonly tiles: readonly TileAddress[];
  readonly databaseUrl: string;
  /** One connection for the peers' queries. */
  readonly client: Client;
  readonly database: OpenedDatabase;
  readonly packed: PackedTables;
}
