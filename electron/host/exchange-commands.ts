import { mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readOfferedCard, trustCardFile, writeCardFile } from '#services/cards.ts';
import { exchangeOverview, quarantineLines } from '#services/exchange.ts';
import { exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';
import { beginNational, ownNational } from '#services/national.ts';
import { discardParked, parkedLines } from '#services/park.ts';
import { Refusal } from '#shared/errors.ts';
import {
  bundleKindLabels,
  type CardView,
  type EnvelopeName,
  envelopeLabels,
  recordStateLabels,
  roleLabels,
} from '#shared/exchange.ts';
import type { DeviceKeys } from '#sync/seal.ts';
import { sm2PublicPem, sm2PublicsOf, sm2SecretPem, sm2SecretsOf } from '#sync/sm2.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';
import { replacePrivateFile } from './private-file.ts';
import { handOverText, trustStatus } from './trust-commands.ts';

/** Commands of the exchange: cards, bundles, receipts, keys. */

const digits = (fingerprint: string): string => fingerprint.replace(/\D/g, '');

const cardLine = (card: CardView): string =>
  `${card.officeName}（${roleLabels[card.role]}，${card.person}）\n指纹：${card.fingerprint}`;

export const cardCommand = (
  seat: Seat,
  options: Common & { out: string; sm?: boolean },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    if (options.sm) beginNational(desk);
    const file = resolve(options.out);
    writeCardFile(desk, file);
    const { self } = exchangeOverview(desk);
    return { data: { file, ...self }, text: `名片已导出：${file}\n${cardLine(self)}` };
  });

/** @throws Refusal `card.*`; a card whose keys changed is trusted only by its fingerprint */
export const trustCommand = (
  seat: Seat,
  options: Common & { file: string; fingerprint?: string },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk, house }) => {
    const path = resolve(options.file);
    const offered = readOfferedCard(desk, house.shelf.lend(path));
    const { fingerprint } = options;
    const same = digits(fingerprint ?? '') === digits(offered.fingerprint);
    if (fingerprint !== undefined && !same)
      throw Refusal.of('card.changed', { name: offered.officeName });
    const card = trustCardFile(desk, path, same ? offered.fingerprint : null, same);
    return { data: card, text: `已信任：${cardLine(card)}` };
  });

export const exportCommand = (
  seat: Seat,
  options: Common & { to: string; out: string; maxSize?: number; envelope?: EnvelopeName },
): Promise<Answer> =>
  atDesk(seat, options, async ({ desk, signal, progress }) => {
    const path = resolve(options.out);
    const { to, maxSize: maxBytes, envelope } = options;
    const made = await exportBundle(desk, { to, path, maxBytes, envelope }, { signal, progress });
    const { bundle, number, changes, media, bytes } = made;
    const volumes = made.volumes.map(({ fileName, ...volume }) => ({
      ...volume,
      file: join(dirname(path), fileName),
    }));
    return {
      data: { bundle, number, changes, media, bytes, file: path, volumes },
      text: volumes
        .map(
          (v) =>
            `已导出第 ${v.number} 号数据包：${v.changes} 条变更，${v.media} 张照片，${v.bytes} 字节\n${v.file}`,
        )
        .join('\n'),
    };
  });

/** @throws Refusal as `makeSnapshot` */
export const snapshotCommand = (
  seat: Seat,
  options: Common & { to: string; out: string; media?: boolean; envelope?: EnvelopeName },
): Promise<Answer> =>
  atDesk(seat, options, async ({ desk, signal, progress }) => {
    const file = resolve(options.out);
    const { to, media = false, envelope } = options;
    const work = { signal, progress };
    const made = await makeSnapshot(desk, { to, path: file, media, envelope }, work);
    const { bundle, number, changes: rows, media: pictures, bytes } = made;
    return {
      data: { bundle, number, rows, media: pictures, bytes, file },
      text: `已做好快照（第 ${number} 号）：${rows} 条记录，${pictures} 张照片，${bytes} 字节\n${file}`,
    };
  });

export const inspectCommand = (seat: Seat, options: Common & { file: string }): Promise<Answer> =>
  atDesk(seat, options, async ({ desk, signal, progress }) => {
    const seen = await inspectBundle(desk, { path: resolve(options.file) }, { signal, progress });
    return {
      data: seen,
      text: [
        `第 ${seen.number} 号${bundleKindLabels[seen.kind]}，来自 ${cardLine(seen.from)}`,
        `变更 ${seen.changes} 条（已有 ${seen.alreadyHad} 条），照片 ${seen.media} 张`,
        ...seen.counts.map(({ label, changes }) => `  ${label}：${changes} 条`),
        ...seen.missing.map((gap) => `前面还缺：${gap}`),
        ...(seen.envelope === 'sm' ? [`信封：${envelopeLabels.sm}`] : []),
        '签名有效，内容与清单一致',
      ].join('\n'),
    };
  });

export const mergeCommand = (
  seat: Seat,
  options: Common & { file: string; dryRun?: boolean; receiptOut?: string },
): Promise<Answer> =>
  atDesk(seat, options, async ({ desk, signal, progress }) => {
    const { dryRun = false, receiptOut } = options;
    const receiptPath = receiptOut === undefined || dryRun ? undefined : resolve(receiptOut);
    const path = resolve(options.file);
    const merged = await mergeBundle(
      desk,
      { path, dryRun, ...(receiptPath === undefined ? {} : { receiptPath }) },
      { signal, progress },
    );
    const { kind, from, number, applied, alreadyHad, conflicts, quarantined, media } = merged;
    const { parked, missing, unparked } = merged;
    const answered = kind === 'receipt' ? undefined : receiptPath;
    const what = `${basename(path)}（${from} 第 ${number} 号）`;
    const said = dryRun ? '试读（没有写入）' : '已并入';
    return {
      data: {
        kind,
        from,
        number,
        applied,
        alreadyHad,
        conflicts,
        quarantined,
        media,
        parked,
        missing,
        unparked,
        receipt: answered ?? null,
        received: merged.receipt,
      },
      text: [
        parked
          ? `已寄存${what}，还没有并入；所缺的到了会自动并入`
          : `${said}${what}：新并入 ${applied} 条，已有 ${alreadyHad} 条，冲突 ${conflicts} 处，待人工确认 ${quarantined} 条`,
        ...missing,
        ...unparked.map((u) => `先前寄存的 ${u.from} 第 ${u.number} 号也已并入：${u.applied} 条`),
        ...(answered === undefined ? [] : [`回执：${answered}`]),
      ].join('\n'),
    };
  });

/** What is missing and whom to ask, what waits for it, and what this program does not understand. */
export const gapsCommand = (seat: Seat, options: Common & { discard?: string }): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    if (options.discard !== undefined) discardParked(desk, options.discard);
    const parked = parkedLines(desk);
    const quarantine = quarantineLines(desk);
    const none = parked.length + quarantine.length === 0;
    return {
      data: { gaps: parked.flatMap(({ missing }) => missing ?? []), parked, quarantine },
      text: [
        ...(none ? ['没有缺口，没有寄存的数据包，没有隔离的内容'] : []),
        ...parked.map(
          (p) =>
            `${p.from} 第 ${p.number} 号（${p.fileName}，编号 ${p.id}）已寄存：${p.missing ?? p.problem ?? '下次并入时再试'}`,
        ),
        ...quarantine.map((q) => `隔离：${q.what}，${q.author}（${q.device}），${q.reason}`),
      ].join('\n'),
    };
  });

export const statusCommand = (seat: Seat, options: Common): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const seen = exchangeOverview(desk);
    const { handOver, recovery } = trustStatus(desk);
    const { self, pending, peers, bundles, gaps, parked, conflicts, quarantined } = seen;
    const states = (['here', 'exported', 'county', 'city'] as const).map(
      (state) => `${pending[state]} 项${recordStateLabels[state]}`,
    );
    const lately = bundles.slice(0, 10);
    return {
      data: {
        store: options.store,
        device: self.deviceId,
        office: self,
        pending,
        peers,
        bundles: bundles.filter(({ kind }) => kind === 'delta'),
        receipts: bundles.filter(({ kind }) => kind === 'receipt'),
        gaps,
        parked,
        conflicts,
        quarantined,
        handOver,
        recovery,
      },
      text: [
        cardLine(self),
        states.join('，'),
        ...lately.map((b) => `${b.at} ${b.fileName} ${b.peerName} ${b.stateLabel}`),
        ...gaps.map((gap) => `还缺：${gap}`),
        ...handOverText(handOver),
        ...(recovery.warning === null ? [] : [recovery.warning]),
      ].join('\n'),
    };
  });

/** The SM2 keys as openssl reads them: the secret that opens bundles, the public one that verifies. */
const writeNationalKeys = (keys: DeviceKeys, dir: string) => {
  const secret = join(dir, 'qice-sm2-receive.pem');
  const publicKey = join(dir, 'qice-sm2-sign.pub.pem');
  replacePrivateFile(secret, sm2SecretPem(sm2SecretsOf(keys).receive).reveal());
  replacePrivateFile(publicKey, sm2PublicPem(sm2PublicsOf(keys).sm2Sign));
  return { secret, publicKey };
};

export const keysCommand = (seat: Seat, options: Common & { out: string }): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const dir = resolve(options.out);
    const { keys, self } = desk;
    mkdirSync(dir, { recursive: true });
    const identity = join(dir, 'qice-age-identity.txt');
    const publicKey = join(dir, 'qice-minisign.pub');
    replacePrivateFile(
      identity,
      `# ${self.officeName} ${self.deviceId}\n# public key: ${keys.ageRecipient}\n${keys.ageIdentity.reveal()}\n`,
    );
    replacePrivateFile(
      publicKey,
      `untrusted comment: minisign public key, Qice ${self.deviceId}\n${keys.signPublic}\n`,
    );
    const national = ownNational(desk) ? writeNationalKeys(keys, dir) : undefined;
    return {
      data: {
        identity,
        publicKey,
        ageRecipient: keys.ageRecipient,
        signPublic: keys.signPublic,
        ...(national ? { national } : {}),
      },
      text: [
        `已导出。${identity} 能解开发给本机的所有数据包，请离线妥善保管。`,
        ...(national ? [`${national.secret} 能解开国密信封的数据包，同样离线保管。`] : []),
        `${[publicKey, ...(national ? [national.publicKey] : [])].join(' 和 ')} 可以公开。`,
      ].join('\n'),
    };
  });
