/** Where somebody was in a long table; forgotten with the window. */
export type Place = { readonly active: number | null; readonly offset: number };
const placeKey = (memory: string): string => `qice.place.${memory}`;

export const placeKept = (memory: string | undefined): Place => {
  const text = memory === undefined ? null : sessionStorage.getItem(placeKey(memory));
  return text === null ? { active: null, offset: 0 } : (JSON.parse(text) as Place);
};

export const keepPlace = (memory: string, place: Place): void =>
  sessionStorage.setItem(placeKey(memory), JSON.stringify(place));
