/** Why a copy was made, in words. A reason of a newer program is shown as it stands. */
const words: Readonly<Record<string, string>> = {
  start: '启动时自动',
  manual: '手动',
  migration: '升级前自动',
  merge: '并入前自动',
  compact: '精简前自动',
  import: '导入前自动',
};

export const backupReason = (reason: string): string => words[reason] ?? reason;
