import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './ui/mark.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectAddress } from './state/address.ts';
import { connectPreferences } from './state/preferences.ts';
import { openSession, watchOutcomes } from './state/session.ts';

// The questions to the server go out before anything is drawn, beside the download of the map's code.
watchOutcomes();
connectPreferences();
connectAddress();
void openSession();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
