export { ExchangeRoom } from './exchange-room.tsx';
