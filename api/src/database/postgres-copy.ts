import type pg from 'pg';

/** What `COPY … FROM STDIN` needs of the driver's connection and its type declarations leave out. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** What was to give the chunks failed, for the reason in `cause`; the connection and its transaction's beginning are sound. */
export class SourceFailed extends Error {
  constructor(cause: unknown) {
    super('The source of a COPY failed', { cause });
  }
}

/** How much may wait in the socket before the next chunk does. */
const waitingBytes = 1 << 20;

/**
 * Sends chunks to one `COPY … FROM STDIN`. The driver itself knows only to refuse that command; what is missing is these few
 * lines of the protocol. A failure is the server's own error, as any statement's.
 */
export function copyIn(client: pg.ClientBase, text: string, chunks: Iterable<Uint8Array>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const settle = () => (failure ? reject(failure) : resolve());
    async function send(connection: CopyConnection): Promise<void> {
      try {
        for (const chunk of chunks) {
          // After a refusal the server only drops what still comes.
          if (failure) break;
          connection.sendCopyFromChunk(chunk);
          if (connection.stream.writableLength > waitingBytes) await drained(connection);
        }
        connection.endCopyFrom();
      } catch (error) {
        // What gives the chunks has given up: the server is told, and its answer to that is no news.
        failure ??= new SourceFailed(error);
        connection.sendCopyFail('given up');
      }
    }
    client.query({
      submit: (connection: pg.Connection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: settle,
      // After an error the driver tells no more of this query, and holds the next one back until the server is ready.
      handleError(error: Error) {
        failure ??= error;
        settle();
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
