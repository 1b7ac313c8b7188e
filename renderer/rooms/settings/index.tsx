export { HolidaysPage } from './holidays-page.tsx';
/** The store itself: where it is, its copies, its health, and how large everything is shown. */
export { SettingsRoom } from './settings-room.tsx';
