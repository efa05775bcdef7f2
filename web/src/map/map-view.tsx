import { Map as MapLibreMap, prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef } from 'react';
import type { Bounds } from '../api/types.ts';
import { fetchTheRest } from '../features/shell/parts.ts';
import { useMessages } from '../messages/use-messages.ts';
import { homeBounds, viewLimits } from '../state/home-bounds.ts';
import { getState, useStore } from '../state/store.ts';
import { listen } from './events.ts';
import { drawImages } from './images.ts';
import { freePadding, styleOf, synchronise } from './sync.ts';

// A bundler cannot find MapLibre's worker by itself: without this line the built map never loads, and says nothing.
setWorkerUrl(workerUrl);
prewarm();

/** Shown when no layer says where it is: northern Viet Nam's border with Guangxi. */
const whereNothingIs: Bounds = [106.0, 21.3, 107.4, 22.5];
/** The map. The only code that creates one; what it shows is decided by the state alone. */
export function MapView() {
  const container = useRef<HTMLDivElement>(null);
  const ready = useStore((state) => state.catalogue !== undefined);
  const words = useMessages();

  useEffect(() => {
    if (!ready || !container.current) return;
    const state = getState();
    const home = homeBounds(state.catalogue ?? []) ?? whereNothingIs;
    const { view } = state;
    const style = styleOf(state);
    const map = new MapLibreMap({
      container: container.current,
      style,
      ...(view
        ? { center: [view.longitude, view.latitude], zoom: view.zoom, bearing: view.bearing }
        : { bounds: [...home] as [number, number, number, number], fitBoundsOptions: { padding: freePadding(state) } }),
      maxBounds: [...viewLimits(home)] as [number, number, number, number],
      minZoom: 6,
      maxZoom: 19,
      maxPitch: 0,
      attributionControl: false,
      // Tests validate every style a state can give.
      validateStyle: false,
      // A label that fades in asks for another picture, and where there is no graphics card a picture is a third of a second.
      fadeDuration: 0,
    });
    map.touchZoomRotate.enable();
    drawImages(map, style);
    listen(map);
    ringOnlyForKeyboard(map.getCanvas());
    const stop = synchronise(map);
    map.once('idle', () => void fetchTheRest());
    // Tests and support look here; the application itself never does.
    Object.assign(globalThis, { phenDauMap: map });
    return () => {
      stop();
      map.remove();
    };
  }, [ready]);

  // The map is made once; its title follows the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: there is a canvas to name only when the map is ready
  useEffect(() => {
    const canvas = container.current?.querySelector('canvas');
    canvas?.setAttribute('aria-label', words.map.title);
  }, [words, ready]);

  return <div ref={container} className="map-view" />;
}

/** A browser rings whatever has the focus once a key is pressed; after a click on the map the ring would only be in the way. */
function ringOnlyForKeyboard(canvas: HTMLElement): void {
  canvas.addEventListener('pointerdown', () => canvas.setAttribute('data-pointed', ''));
  canvas.addEventListener('blur', () => canvas.removeAttribute('data-pointed'));
}
