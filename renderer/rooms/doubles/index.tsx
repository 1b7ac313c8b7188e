/** Files that may be one firm: the list, and two of them side by side. */
export { DoublesRoom } from './doubles-room.tsx';
export { PairPage } from './pair-page.tsx';
