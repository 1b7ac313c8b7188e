export { SheetPage } from './sheet-page.tsx';
export { SheetsRoom } from './sheets-room.tsx';
