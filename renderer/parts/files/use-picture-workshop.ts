import { useEffect, useState } from 'react';
import { createPictureWorkshop, type PictureWorkshop } from './picture-workshop.ts';

/** A workshop for as long as the page that wants it; the same one at every rendering. */
export const usePictureWorkshop = (): PictureWorkshop => {
  const [workshop] = useState(createPictureWorkshop);
  useEffect(() => workshop.close, [workshop]);
  return workshop;
};
