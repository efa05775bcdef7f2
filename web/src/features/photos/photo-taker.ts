/** What is done with photos that are dropped while something on the screen wants them. */
export type PhotoTaker = (photos: readonly File[]) => void;

let taker: PhotoTaker | undefined;

/** Lets something on the screen take photos; returns how to stop. */
export function takePhotos(wanted: PhotoTaker): () => void {
  taker = wanted;
  return () => {
    if (taker === wanted) taker = undefined;
  };
}

export const photoTaker = (): PhotoTaker | undefined => taker;
