import { existsSync, readFileSync } from 'node:fs';

const status = '/proc/self/status';

/**
 * The most memory this process has had at once, in bytes. On Linux the high-water mark of its own
 * address space: `maxRSS` there begins with what the parent had when it started us (setmax_mm_hiwater_rss
 * at exec), so that a child of a large parent seems large.
 */
export const peakBytes = (): number => {
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : null;
  return (own ? Number(own[1]) : process.resourceUsage().maxRSS) * 1024;
};
