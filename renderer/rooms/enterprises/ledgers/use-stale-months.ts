import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { defaultStaleMonths } from '#shared/registers/validity.ts';

/** Months after which a value nobody confirmed looks stale, as set on this machine. */
export const useStaleMonths = (): number =>
  useAsk('settings', 'staleMonths', undefined, () => api.settings.staleMonths.query()).data ??
  defaultStaleMonths;
