import type { FeaturePhoto, SurveyPhoto } from '@phen-dau/api/client';
import { request } from './request.ts';
import type { LngLat } from './types.ts';
import { type SendOptions, sendForm } from './upload.ts';

type Cancel = { readonly signal?: AbortSignal };

export type { FeaturePhoto, SurveyPhoto } from '@phen-dau/api/client';

const photosOf = (survey: string) => `/api/surveys/${survey}/photos`;

export const readSurveyPhotos = async (survey: string, cancel: Cancel = {}) =>
  (await request<{ photos: readonly SurveyPhoto[] }>(photosOf(survey), cancel)).photos;

/** Where the picture is, without anything the device wrote beside it; and the file as the device made it. */
export const surveyPhotoPath = (survey: string, photo: string) => `${photosOf(survey)}/${photo}`;
export const originalPhotoPath = (survey: string, photo: string) => `${surveyPhotoPath(survey, photo)}/original`;

/** Says to which feature of the file a photo belongs; null: to the survey as a whole. */
export const linkPhoto = (survey: string, photo: string, feature: number | null) =>
  request<SurveyPhoto>(surveyPhotoPath(survey, photo), { method: 'PATCH', body: { feature } });

export const removePhoto = (survey: string, photo: string) =>
  request<undefined>(surveyPhotoPath(survey, photo), { method: 'DELETE' });

export interface PhotoUpload {
  readonly survey: string;
  readonly bytes: Blob;
  readonly name: string;
  /** What the device that sends it knows; what the photo says itself goes before. */
  readonly feature?: number;
  readonly position?: LngLat;
  /** ISO moment. */
  readonly takenAt?: string;
}

/** Sends a photo; the same bytes again are the same photo. Throws what `request` throws. */
export function uploadPhoto(upload: PhotoUpload, options: SendOptions): Promise<SurveyPhoto> {
  const { survey, bytes, name, feature, position, takenAt } = upload;
  const form = new FormData();
  if (feature !== undefined) form.set('feature', String(feature));
  if (position) {
    form.set('longitude', String(position[0]));
    form.set('latitude', String(position[1]));
  }
  if (takenAt) form.set('takenAt', takenAt);
  form.set('photo', bytes, name);
  return sendForm<SurveyPhoto>(photosOf(survey), form, options);
}

const ofFeature = (layer: string, feature: string) => `/api/layers/${layer}/features/${feature}/photos`;

export const readFeaturePhotos = async (layer: string, feature: string, cancel: Cancel = {}) =>
  (await request<{ photos: readonly FeaturePhoto[] }>(ofFeature(layer, feature), cancel)).photos;

export const featurePhotoPath = (layer: string, feature: string, photo: string) =>
  `${ofFeature(layer, feature)}/${photo}`;
