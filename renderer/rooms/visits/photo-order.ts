import type { StoredPhoto } from '#shared/visits.ts';
import { type PhotoForm, photoOf, type VisitForm } from './visit-form.ts';

/** Photographs of a visit, in their order: one moved, taken out, put back, said of, turned. */

const placed = (form: VisitForm, photo: PhotoForm, place: number): VisitForm => ({
  ...form,
  photos: form.photos.toSpliced(place, 0, photo),
});

/** @param place from 0, among the others; beyond the ends it is the end */
export const withMoved = (form: VisitForm, id: string, place: number): VisitForm => {
  const photo = form.photos.find((p) => p.id === id);
  if (!photo) return form;
  const others = form.photos.filter((p) => p !== photo);
  const to = Math.max(0, Math.min(place, others.length));
  return form.photos[to] === photo ? form : placed({ ...form, photos: others }, photo, to);
};

/** One place up or down. */
export const withStepped = (form: VisitForm, id: string, step: -1 | 1): VisitForm =>
  withMoved(form, id, form.photos.findIndex((p) => p.id === id) + step);

export const without = (form: VisitForm, id: string): VisitForm => ({
  ...form,
  photos: form.photos.filter((p) => p.id !== id),
});

/** Puts a photograph back where it was, unless it is there again already. */
export const withRestored = (form: VisitForm, photo: PhotoForm, place: number): VisitForm =>
  form.photos.some(({ id }) => id === photo.id) ? form : placed(form, photo, place);

const withChanged = (
  form: VisitForm,
  id: string,
  change: (photo: PhotoForm) => PhotoForm,
): VisitForm => ({ ...form, photos: form.photos.map((p) => (p.id === id ? change(p) : p)) });

export const withCaption = (form: VisitForm, id: string, caption: string): VisitForm =>
  withChanged(form, id, (photo) => ({ ...photo, caption }));

/**
 * A turned picture is another picture and takes the place of the one it was made of: where that has been sent
 * already, its row and its receipts stay true.
 */
export const withTurned = (
  form: VisitForm,
  id: string,
  freshId: string,
  stored: StoredPhoto,
): VisitForm =>
  withChanged(form, id, ({ caption, takenAt }) => ({
    ...photoOf(freshId, stored, takenAt),
    caption,
  }));
