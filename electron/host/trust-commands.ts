import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { translated } from '#db/failures.ts';
import { devicesOverview, handOver, retireDevice } from '#services/devices.ts';
import { heldOverview, letIn } from '#services/held.ts';
import { sharePages } from '#services/key-shelf.ts';
import { drillRecovery, makeRecovery, openWithShares, recoveryState } from '#services/recovery.ts';
import { Refusal } from '#shared/errors.ts';
import { roleLabels } from '#shared/exchange.ts';
import type { DeviceLine, HandOver, HeldChange, HeldDevice } from '#shared/trust.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';
import { replacePrivateFile } from './private-file.ts';

/** Commands about keys and devices: list, retire, recover. */

const knownLabels: Record<DeviceLine['known'], string> = {
  self: '本机',
  compared: '已核对指纹',
  certified: '凭上级证书',
  vouched: '由转发单位担保',
};

const deviceText = (d: DeviceLine): string =>
  [
    `${[d.officeName, d.person].filter(Boolean).join(' ')}（${roleLabels[d.role]}，${knownLabels[d.known]}）`,
    `  编号 ${d.deviceId}`,
    d.fingerprint && `  指纹 ${d.fingerprint}`,
    `  最后一条：第 ${d.lastSeq} 条${d.lastSeen ? `，最近见到 ${d.lastSeen}` : ''}`,
    d.certificate && `  证书：${d.certificate.by}签发（${d.certificate.from.slice(0, 10)}）`,
    d.retirement &&
      `  已停用：${d.retirement.by}，${d.retirement.from.slice(0, 10)}，${d.retirement.reason}，第 ${d.retirement.lastSeq} 条以后不并入`,
    d.held > 0 && `  停用之后的 ${d.held} 条改动已隔离保存，等人处理`,
  ]
    .filter((line) => typeof line === 'string' && line !== '')
    .join('\n');

/** The answer to “may this laptop be handed over”, in a line or more. */
export const handOverText = ({ safe, missing }: HandOver): string[] =>
  safe
    ? ['本机可以移交或重装：全部改动和照片都有上级回执']
    : ['本机还不能移交或重装：', ...missing];

const whatLabels = { added: '新增', changed: '修改', deleted: '删除', restored: '恢复' } as const;

const changeText = (change: HeldChange): string[] => [
  `  ${whatLabels[change.what]}${change.tableLabel} ${change.firm} ${change.title}（${change.actor}，${change.claimedAt}，${change.purpose}）`,
  ...change.cells.map(
    ({ label, now, theirs, same }) =>
      `    ${label}：${same ? `${theirs}（与现在相同）` : now === null ? theirs : `${now} → ${theirs}`}`,
  ),
];

const heldText = (held: HeldDevice): string =>
  [
    `${held.name}（编号 ${held.deviceId}）停用之后的 ${held.changes} 条改动，${held.claimedFrom} 至 ${held.claimedTo} 写：${held.counts.map((c) => `${c.label} ${c.changes}`).join('、')}`,
    ...held.came.map(({ from, at }) => `  ${from} 的数据包带来，${at}`),
    ...held.shown.flatMap(changeText),
    held.shown.length < held.changes && `  …… 另有 ${held.changes - held.shown.length} 条没有列出`,
    held.allowed || held.mayLetIn
      ? `  要让它们并入：qice devices --let-in ${held.deviceId}`
      : '  只有它的上级办公室可以让它们并入',
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');

/** @throws Refusal `usage` for both options at once; as `letIn` */
export const devicesCommand = (
  seat: Seat,
  { held, letIn: device, ...options }: Common & { held?: boolean; letIn?: string },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    if (held && device !== undefined)
      throw Refusal.of('usage', { why: '--held 和 --let-in 只能写一个' });
    if (device !== undefined) {
      const done = letIn(desk, { deviceId: device });
      const left = done.left > 0 ? `，${done.left} 条缺前面的改动，仍然留着` : '';
      return { data: done, text: `已并入 ${done.applied} 条${left}` };
    }
    if (held) {
      const lines = heldOverview(desk);
      return {
        data: lines,
        text: lines.length === 0 ? '没有留待处理的改动' : lines.map(heldText).join('\n'),
      };
    }
    const seen = devicesOverview(desk);
    return {
      data: seen,
      text: [...seen.devices.map(deviceText), ...handOverText(seen.handOver)].join('\n'),
    };
  });

/** @throws Refusal as `retireDevice` */
export const retireCommand = (
  seat: Seat,
  options: Common & { device: string; at?: number; reason: string },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const { device, at, reason } = options;
    const retired = retireDevice(desk, { device, reason, at });
    return {
      data: retired,
      text: `${deviceText(retired)}\n停用通知会随下一个数据包带给各单位。`,
    };
  });

/** A share given as a file, or typed. */
const shareText = (given: string): string =>
  existsSync(given) ? translated(given, () => readFileSync(given, 'utf8')) : given;

type Recovery = Common & {
  readonly action: string;
  readonly file?: string;
  readonly share?: string[];
  readonly out?: string;
  readonly replace?: boolean;
};

const needed = (value: string | undefined, what: string): string => {
  if (value === undefined) throw Refusal.of('usage', { why: `缺少 ${what}` });
  return value;
};

const twoShares = ({ share = [] }: Recovery): string[] => {
  if (share.length !== 2)
    throw Refusal.of('usage', { why: '请用两个 --share 给出两份份额（文件或文字）' });
  return share.map(shareText);
};

const make = (seat: Seat, options: Recovery): Promise<Answer> =>
  atDesk(seat, options, async ({ desk }) => {
    const dir = resolve(needed(options.out, '--out <目录>：三份份额写到哪里'));
    translated(dir, () => mkdirSync(dir, { recursive: true }));
    const made = await makeRecovery(desk, options.replace ?? false);
    const pages = await sharePages(made);
    const files = pages.map(({ fileName, html }) => {
      const file = join(dir, fileName);
      replacePrivateFile(file, html);
      return file;
    });
    return {
      data: { recipient: made.recipient, madeAt: made.madeAt, files },
      text: [
        `恢复密钥已做好：${made.recipient}`,
        ...files,
        '请打印三份，分给三个人保管，然后删除这三个文件；再用 qice recovery drill 演练一次。',
      ].join('\n'),
    };
  });

const open = async (options: Recovery): Promise<Answer> => {
  const path = resolve(needed(options.file, '<数据包>'));
  const out = resolve(needed(options.out, '--out <文件>：写成哪个 .tar 文件'));
  const { bytes, recipient } = await openWithShares(twoShares(options), { path, out });
  return {
    data: { file: out, bytes, recipient },
    text: `已打开：${out}（${bytes} 字节）。里面是签过名的原件，用 tar x 解开，怎样核对和阅读见 docs/bundle-format.md。`,
  };
};

/** @throws Refusal `recovery.*`, `share.*`, as `openBundle` */
export const recoveryCommand = async (seat: Seat, options: Recovery): Promise<Answer> => {
  switch (options.action) {
    case 'make':
      return make(seat, options);
    case 'open':
      return open(options);
    case 'drill': {
      const shares = twoShares(options);
      return atDesk(seat, options, async ({ desk }) => {
        const state = await drillRecovery(desk, shares);
        return { data: state, text: `演练成功，已记下日期：${state.drilledAt?.slice(0, 10)}` };
      });
    }
    case 'status':
      return atDesk(seat, options, ({ desk }) => {
        const state = recoveryState(desk);
        const { recipient, madeAt, drilledAt, warning } = state;
        return {
          data: state,
          text: [
            recipient ? `恢复公钥：${recipient}` : '没有恢复密钥',
            madeAt && `制作：${madeAt.slice(0, 10)}`,
            drilledAt && `上次演练：${drilledAt.slice(0, 10)}`,
            warning,
          ]
            .filter(Boolean)
            .join('\n'),
        };
      });
    default:
      throw Refusal.of('usage', {
        why: `没有这个动作：${options.action}。可用：make、drill、open、status`,
      });
  }
};

/** What `qice status` says of keys and devices. */
export const trustStatus = (desk: Parameters<typeof devicesOverview>[0]) => ({
  handOver: handOver(desk),
  recovery: recoveryState(desk),
});
