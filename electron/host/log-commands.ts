import { compactLog, logOverview } from '#services/compaction.ts';
import type { LogOverview } from '#shared/settings.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';

/** Commands about the log of changes: letting go of it on a laptop. */

const sizeText = ({ changes, bytes, baseBytes, past, waitsFor }: LogOverview): string[] => [
  `变更记录：本机存 ${changes} 条，${bytes} 字节；底稿 ${baseBytes} 字节；已放下 ${past} 条（办公室有全部记录）`,
  ...waitsFor
    .filter(({ lacks }) => lacks > 0)
    .map(({ name, lacks }) => `「${name}」还有 ${lacks} 条没有回执，这些先不放下`),
];

/** @throws Refusal as `compactLog` */
export const compactCommand = (
  seat: Seat,
  options: Common & { dryRun?: boolean },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk, signal, progress }) => {
    const done = options.dryRun ? null : compactLog(desk, {}, { signal, progress });
    const log = logOverview(desk);
    const said = done
      ? `已精简：放下 ${done.changes} 条变更记录，省出 ${done.freed} 字节`
      : '没有精简：再精简也不会更小';
    return {
      data: { compacted: done, log },
      text: [...(options.dryRun ? [] : [said]), ...sizeText(log)].join('\n'),
    };
  });
