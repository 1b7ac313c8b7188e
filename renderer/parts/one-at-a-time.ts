/**
 * Does one piece of work at a time: what is asked for while one is under way is not begun. Unlike what
 * a page shows of it, this is known at once: on a slow computer the second press of a double click
 * comes before the button is drawn as busy.
 *
 * @returns what answers undefined where the work was not begun
 */
export const oneAtATime = () => {
  let underWay = false;
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (underWay) return undefined;
    underWay = true;
    try {
      return await work();
    } finally {
      underWay = false;
    }
  };
};
