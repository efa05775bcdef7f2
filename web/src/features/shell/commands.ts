import { messages } from '../../messages/messages.ts';
import { fitBounds } from '../../state/actions.ts';
import { currentLink } from '../../state/address.ts';
import { homeBounds } from '../../state/home-bounds.ts';
import { getState, setState } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';

/** What buttons and keys both do. */
export function showHome(): void {
  const bounds = homeBounds(getState().catalogue ?? []);
  if (bounds) fitBounds(bounds);
}

export const copyLink = () => copyText(currentLink(), (words) => words.shell.linkCopied);

/** Copies a text and says so, or says that the browser forbids it. */
export async function copyText(
  text: string,
  done: (words: (typeof messages)['vi']) => string = (words) => words.action.copied,
): Promise<void> {
  const words = messages[getState().language];
  try {
    await navigator.clipboard.writeText(text);
    notify('done', done(words));
  } catch {
    notify('problem', words.action.copyFailed);
  }
}

/** Opens the table of the selected feature's layer, else of the first layer; closes it when open. */
export function toggleTable(): void {
  const { tableLayer, selection, catalogue } = getState();
  setState({ tableLayer: tableLayer ? undefined : (selection[0]?.layer ?? catalogue?.[0]?.id) });
}

/** Opens the time bar; closing it comes back to today, since a map must not be of another day unseen. */
export function toggleTime(): void {
  const { timeOpen } = getState();
  setState(timeOpen ? { timeOpen: false, asOf: undefined } : { timeOpen: true });
}
