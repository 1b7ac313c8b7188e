import type { DeviceLine } from '#shared/trust.ts';

/** What the list of devices says of each, in words. */

/** 「已停用（澜溪县局，2026-03-02，电脑丢失），另有 3 条留待处理」 */
export const deviceStateInWords = ({ state, retirement, held }: DeviceLine): string => {
  if (state === 'self' && !retirement) return '本机';
  if (!retirement) return '在用';
  const kept = held > 0 ? `，另有 ${held} 条留待处理` : '';
  return `已停用（${retirement.by}，${retirement.from.slice(0, 10)}，${retirement.reason}）${kept}`;
};

/** 「已核对指纹；有澜江市局的证书」 */
export const deviceTrustInWords = ({ known, certificate }: DeviceLine): string => {
  const by = certificate && `有${certificate.by}的证书`;
  switch (known) {
    case 'self':
      return by ?? '—';
    case 'certified':
      return by ?? '';
    case 'compared':
      return by ? `已核对指纹；${by}` : '已核对指纹';
    case 'vouched':
      return '由转发单位担保';
  }
};
