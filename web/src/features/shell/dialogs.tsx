import { Fetched, type Later } from '../../ui/later.tsx';
import { type DialogName, useDialog } from './open-dialog.ts';
import { accountDialog, searchDialog, shortcutsDialog } from './parts.ts';

const dialogs: Readonly<Record<DialogName, Later>> = {
  search: searchDialog,
  account: accountDialog,
  shortcuts: shortcutsDialog,
};

/** The dialogs: one at a time. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  return open && <Fetched key={open} part={dialogs[open]} />;
}
