import { getSetting, putSetting } from '#db/queries/local.ts';
import { write } from '#db/write.ts';
import { type Faces, facesInput, standardFaces } from '#shared/papers/faces.ts';
import type { Desk } from './desk.ts';

/** Faces papers are written in (文书字体): what this computer has, no fact of the office. */

const key = 'paper-faces';

export const paperFaces = ({ store }: Pick<Desk, 'store'>): Faces => {
  const text = getSetting(store.reader, key);
  if (!text) return standardFaces;
  try {
    return facesInput.safeParse(JSON.parse(text)).data ?? standardFaces;
  } catch {
    return standardFaces;
  }
};

export const setPaperFaces = (desk: Pick<Desk, 'store' | 'self'>, faces: Faces): void =>
  write(desk.store, { actor: desk.self.person, purpose: '设置文书字体' }, () =>
    putSetting(desk.store, key, JSON.stringify(faces)),
  );
