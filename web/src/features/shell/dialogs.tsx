import { lazy, Suspense } from 'react';
import { useDialog } from './open-dialog.ts';

const SearchDialog = lazy(async () => ({ default: (await import('../search/search-dialog.tsx')).SearchDialog }));
const AccountDialog = lazy(async () => ({ default: (await import('../account/account-dialog.tsx')).AccountDialog }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../shortcuts/shortcuts-dialog.tsx')).ShortcutsDialog,
}));

/** The dialogs, each fetched when first opened. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  return (
    <Suspense fallback={null}>
      {open === 'search' && <SearchDialog />}
      {open === 'account' && <AccountDialog />}
      {open === 'shortcuts' && <ShortcutsDialog />}
    </Suspense>
  );
}
