import { useMessages } from '../../messages/use-messages.ts';
import { useNarrow } from '../../state/colour-scheme.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { openDialog } from './open-dialog.ts';
import './header.css';

/** The product, the search, the account. */
export function Header() {
  const words = useMessages();
  const narrow = useNarrow();
  const panelOpen = useStore((state) => state.panelOpen);
  const account = useStore((state) => (state.session.state === 'signed-in' ? state.session.account : undefined));
  const search = (
    <button
      type="button"
      className="search-opener"
      aria-keyshortcuts="Control+K /"
      onClick={() => openDialog('search')}
    >
      <Icon name="search" size={18} />
      <span>{narrow ? words.search.short : words.search.open}</span>
      {!narrow && <kbd>/</kbd>}
    </button>
  );
  const visiting = useStore((state) => state.session.state === 'visiting');
  const accountButton = visiting ? (
    <Button onClick={() => setState({ session: { state: 'anonymous', expired: false, visitor: true } })}>
      {words.signIn.submit}
    </Button>
  ) : (
    <button
      type="button"
      className="account-opener"
      aria-label={words.account.menu(account?.username ?? '')}
      title={words.account.menu(account?.username ?? '')}
      aria-haspopup="dialog"
      onClick={() => openDialog('account')}
    >
      {(account?.username ?? '?').slice(0, 1).toUpperCase()}
    </button>
  );
  if (narrow) {
    return (
      <div className="header-narrow">
        <Mark size={28} />
        <h1 className="visually-hidden">{words.product.name}</h1>
        {search}
        {accountButton}
      </div>
    );
  }
  return (
    <header className="header">
      <div className="header-brand">
        <Mark size={30} />
        <h1>{words.product.name}</h1>
        {accountButton}
        <IconButton
          size="small"
          icon="panel"
          label={panelOpen ? words.shell.hidePanel : words.shell.showPanel}
          shortcut="["
          aria-expanded={panelOpen}
          onClick={() => setState({ panelOpen: !panelOpen })}
        />
      </div>
      {panelOpen && search}
    </header>
  );
}
