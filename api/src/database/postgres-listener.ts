import { catalogue, layerParts } from '@phen-dau/geodata';
import pg from 'pg';
import type { ChangeListeners } from './changes.ts';

interface Options {
  /** This process: its own changes were told at commit already. */
  readonly origin: string;
  readonly listeners: ChangeListeners;
  readonly log: (line: string) => void;
}

/** Everything that could have changed while nobody listened. */
const everything = [
  ...catalogue.flatMap((layer) => layerParts(layer).map((part) => `${part.schema}.${part.table}`)),
  'account.session',
];

/** Hears what other processes change, on a connection of its own that is opened again when it is lost. */
export async function listenForChanges(url: string, { origin, listeners, log }: Options) {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function open(): Promise<void> {
    const opening = new pg.Client({ connectionString: url, application_name: 'phen-dau-listener', keepAlive: true });
    client = opening;
    opening.on('notification', ({ payload = '' }) => {
      const [part = '', from] = payload.split(' ');
      if (from !== origin) listeners.tell([part]);
    });
    opening.on('error', (error) => log(`The listening connection failed: ${error.message}`));
    opening.on('end', () => {
      if (!closed && client === opening) again();
    });
    await opening.connect();
    await opening.query('listen phen_dau_change');
  }

  function again(delayMs = 500): void {
    client = undefined;
    retry = setTimeout(() => {
      open().then(
        () => listeners.tell(everything),
        () => !closed && again(Math.min(delayMs * 2, 30_000)),
      );
    }, delayMs);
  }

  await open();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
