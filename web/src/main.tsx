// Here and not in the map's own chunk, which would otherwise wait for a style sheet before it runs.
import 'maplibre-gl/dist/maplibre-gl.css';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './ui/mark.css';
import './map/map-view.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { holdEarlyDrops } from './features/outbox/early-drop.ts';
import { connectAddress } from './state/address.ts';
import { connectPreferences } from './state/preferences.ts';
import { keepCatalogueFresh, openSession, watchOutcomes } from './state/session.ts';

// The questions to the server go out before anything is drawn, beside the download of the map's code.
watchOutcomes();
keepCatalogueFresh();
connectPreferences();
connectAddress();
void openSession();
holdEarlyDrops();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
