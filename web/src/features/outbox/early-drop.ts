import { roleMay } from '@phen-dau/geodata';
import { getState } from '../../state/store.ts';

let hasDesk = false;
let held: { readonly username: string; readonly files: readonly File[] }[] = [];

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** The account that may send files, if one is signed in. */
function sender(): string | undefined {
  const { session } = getState();
  if (session.state !== 'signed-in' || !roleMay(session.account.role, 'survey.submit')) return undefined;
  return session.account.username;
}

/**
 * Keeps the page when a file is dropped before the desk that takes files has been fetched, or by somebody who may not send any:
 * the browser would leave the page and show the file. What somebody drops who may, waits for the desk.
 */
export function holdEarlyDrops(): void {
  addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const username = hasDesk ? undefined : sender();
    if (username !== undefined) held.push({ username, files: [...(event.dataTransfer?.files ?? [])] });
  });
}

/** The desk takes over: it gets what its account has dropped so far; what others dropped is let go. Returns how to give back. */
export function takeOverDrops(take: (files: readonly File[]) => void): () => void {
  const username = sender();
  const files = held.filter((drop) => drop.username === username).flatMap((drop) => drop.files);
  held = [];
  hasDesk = true;
  if (files.length > 0) take(files);
  return () => {
    hasDesk = false;
  };
}
