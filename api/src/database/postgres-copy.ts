import type pg from 'pg';

/** What `COPY … FROM STDIN` needs of the driver's connection and its type declarations leave out. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
}

/** How much may wait in the socket before the next chunk does. */
const waitingBytes = 4 << 20;

/**
 * Sends chunks to one `COPY … FROM STDIN`. The driver itself knows only to refuse that command; what is missing is these few
 * lines of the protocol. A failure is the server's own error, as any statement's.
 */
export function copyIn(client: pg.ClientBase, text: string, chunks: Iterable<Uint8Array>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const settle = () => (failure ? reject(failure) : resolve());
    async function send(connection: CopyConnection): Promise<void> {
      for (const chunk of chunks) {
        // After a refusal the server only drops what still comes.
        if (failure) break;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableLength > waitingBytes) await drained(connection);
      }
      connection.endCopyFrom();
    }
    client.query({
      submit: (connection: pg.Connection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: settle,
      handleError(error: Error & { readonly severity?: string }) {
        failure = error;
        // Without a severity the connection is gone and no ReadyForQuery will follow.
        if (error.severity === undefined) settle();
      },
    } as pg.Submittable);
  });
}

const drained = ({ stream }: pg.Connection) =>
  new Promise<void>((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
