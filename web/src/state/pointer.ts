import { create } from 'zustand';
import type { LngLat } from '../api/types.ts';

/** Where the mouse is over the map; apart from the rest of the state because it changes sixty times a second. */
export const usePointer = create<{ readonly position: LngLat | undefined }>()(() => ({ position: undefined }));
export const setPointer = (position: LngLat | undefined) => usePointer.setState({ position });
