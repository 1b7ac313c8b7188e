import { toString as qr } from 'qrcode';

/** Pages about keys, for printing: cards and shares of a recovery key, each with its QR code. */

/** An SVG of a QR code; the text is read back byte for byte by any scanner. */
export const qrSvg = (text: string): Promise<string> =>
  qr(text, { type: 'svg', errorCorrectionLevel: 'L', margin: 2 });

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

type Fact = readonly [label: string, value: string];

/** One printed page: heading, facts, a line to copy by hand, the same line as QR code. */
const page = async (given: {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly code: string;
  readonly shown: string;
  readonly notes: readonly string[];
}): Promise<string> => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(given.title)}</title>
<style>
@page { size: A4; margin: 2cm }
body { font: 12pt/1.7 "Noto Serif CJK SC", SimSun, serif; max-width: 17cm; margin: auto }
h1 { font-size: 18pt; text-align: center }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em }
dd { margin: 0; overflow-wrap: anywhere }
code { display: block; border: 1pt solid #333; padding: .6em; font: 13pt/1.8 monospace; overflow-wrap: anywhere }
svg { display: block; width: 9cm; height: 9cm; margin: .5cm auto }
</style>
</head>
<body>
<h1>${escaped(given.title)}</h1>
<dl>
${given.facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('\n')}
</dl>
<code>${escaped(given.shown)}</code>
${await qrSvg(given.code)}
<ol>
${given.notes.map((note) => `<li>${escaped(note)}</li>`).join('\n')}
</ol>
</body>
</html>
`;

/** A device's card on paper: the QR code holds the text of the `.qcard` file. */
export const cardPage = (card: {
  readonly officeName: string;
  readonly person: string;
  readonly roleLabel: string;
  readonly fingerprint: string;
  readonly text: string;
}): Promise<string> =>
  page({
    title: '企策名片',
    facts: [
      ['单位', card.officeName],
      ['使用人', card.person || '（公用设备）'],
      ['角色', card.roleLabel],
    ],
    code: card.text.trim(),
    shown: `指纹 ${card.fingerprint}`,
    notes: [
      '对方用扫码枪或手机扫出二维码里的文字，存成 .qcard 文件，或粘贴到「数据交换 › 名片与信任」。',
      '信任之前，请打电话或当面逐个核对上面的 25 个数字。',
    ],
  });

/** One share of a recovery key on paper. */
export const sharePage = (share: {
  readonly officeName: string;
  readonly recipient: string;
  readonly madeAt: string;
  readonly index: number;
  readonly count: number;
  readonly threshold: number;
  readonly line: string;
}): Promise<string> =>
  page({
    title: `企策恢复密钥　第 ${share.index} 份（共 ${share.count} 份）`,
    facts: [
      ['单位', share.officeName],
      ['制作日期', share.madeAt.slice(0, 10)],
      ['恢复公钥', share.recipient],
      ['保管人', '＿＿＿＿＿＿＿＿'],
    ],
    code: share.line,
    shown: share.line,
    notes: [
      `任意 ${share.threshold} 份合在一起，能打开发给本单位的所有数据包；单独一份没有任何用处。`,
      '三份由三个人分开保管，不要放在同一处，不要拍照，不要存在电脑里。',
      '每年用其中两份演练一次。人员变动时当面交接。',
      '末尾几个字是校验，抄错一个字程序会指出来；字母不分大小写，没有 I、L、O、U。',
    ],
  });
