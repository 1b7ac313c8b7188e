import type { Store } from '#db/open.ts';
import { write } from '#db/write.ts';
import { enterpriseId } from '#services/enterprises.ts';
import { uuid } from '#sync/seal.ts';
import { demoCreditCode, type Random, randomFrom } from '#tests/support/roster-fixtures.ts';

/**
 * A county of fictional firms (339921) with what hangs on them, put into a store through the door:
 * as many as a whole prefecture has. The same seed always makes the same firms.
 */

const pick = <T>(items: readonly T[], random: Random): T =>
  items[Math.floor(random() * items.length)] as T;

const places = ['浙江', '澜江', '澜江市', '澜溪', '澜溪县', '龙溪', '石桥', '竹源', '南岭', '云岗'];
const first = [
  ...'恒瑞嘉泽宏顺博远凯盛华金永大新天正国中东康泰信德利兴隆昌荣富通达海江山林森鑫丰汇联创智优特',
];
const second = [
  ...'辰达禾邦景润曜川翔溪业源龙虎鹏飞腾越群星光明亮洁净纯美佳宝玉石铁钢铜铝银宇宙环球',
];
const trades = [
  ...['特种纸业', '建材', '纺织', '电子', '机械', '五金', '笋竹制品', '茶业', '食品', '包装'],
  ...['阀门', '轴承', '银行设备', '音乐器材', '调味品', '木业', '塑料', '化工', '医疗器械', '家具'],
];
const forms = ['有限公司', '有限责任公司', '股份有限公司', '厂', '合作社', '（普通合伙）'];
const townships = [
  ...['澜滨街道', '东屏街道', '湖口镇', '南岭镇', '石桥镇', '竹源镇', '塔前镇', '岩头镇'],
  ...['罗坑乡', '庙山乡', '云岗乡', '社源乡', '大坪乡', '沐溪乡', '环山乡'],
];
const blocks = ['特种纸', '家居建材', '绿色食品', '高端装备', '新材料', null, null];
const scope =
  '一般项目：机制纸及纸板制造、销售；货物进出口；技术服务、技术开发、技术咨询、技术交流（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）。';

export type BenchFirm = ReturnType<typeof benchFirm>;

/** Firm i, from 1. */
export const benchFirm = (i: number, random: Random) => {
  const uscc = demoCreditCode(i);
  const township = pick(townships, random);
  const trade = pick(trades, random);
  const name = `${pick(places, random)}${pick(first, random)}${pick(second, random)}${random() < 0.3 ? pick(first, random) : ''}${trade}${pick(forms, random)}`;
  return {
    id: enterpriseId(uscc),
    uscc,
    name,
    former_names:
      random() < 0.08 ? `${pick(places, random)}${pick(second, random)}${trade}厂` : null,
    type: '有限责任公司（自然人投资或控股）',
    legal_rep: `${pick([...'王李张刘陈杨黄赵'], random)}${pick(second, random)}${pick(first, random)}`,
    founded_on: `${1985 + Math.floor(random() * 40)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
    capital_amount: Math.floor(random() * 5000) * 10_000,
    capital_currency: 'CNY',
    scope,
    division: '339921',
    township,
    address: `澜江市澜溪县${township}工业路${1 + Math.floor(random() * 300)}号${1 + (i % 9)}幢`,
    industry: `C${2200 + Math.floor(random() * 60)}`,
    block: pick(blocks, random),
    contact_name: `${pick([...'王李张刘陈'], random)}经理`,
    contact_phone: `0570-${7_000_000 + (i % 999_999)}`,
    status: random() < 0.93 ? '在业' : pick(['停产', '失联', '注销'], random),
    tier: random() < 0.02 ? pick(['领军', '骨干'], random) : random() < 0.1 ? '成长' : null,
    source: '导入',
    confirmed_on: random() < 0.5 ? `2025-0${1 + Math.floor(random() * 9)}-11` : null,
  };
};

const columns = Object.keys(benchFirm(1, randomFrom(1))) as (keyof BenchFirm)[];

/** The bare statement every import would end in. */
export const insertFirmSql = `INSERT INTO enterprise (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`;

const intent = { actor: '量', purpose: '量' };

/** What hangs on a firm: a table, how many of a hundred firms have a row of it, and its cells. */
type Part = readonly [sql: string, share: number, cells: (i: number, random: Random) => unknown[]];

const parts: readonly Part[] = [
  [
    'INSERT INTO visit (id, enterprise_id, visited_on, content) VALUES (?, ?, ?, ?)',
    20,
    (i, random) => [`2026-0${1 + Math.floor(random() * 9)}-1${i % 9}`, '查看检验室，天平未检定'],
  ],
  ['INSERT INTO sheet (id, enterprise_id, year) VALUES (?, ?, ?)', 3, (i) => [2025 + (i % 2)]],
  [
    'INSERT INTO product (id, enterprise_id, name, brand) VALUES (?, ?, ?, ?)',
    70,
    (_, random) => [pick(trades, random), `${pick(first, random)}${pick(second, random)}牌`],
  ],
  [
    'INSERT INTO contact (id, enterprise_id, name, phone) VALUES (?, ?, ?, ?)',
    40,
    (i, random) => [
      `${pick([...'赵钱孙李'], random)}${pick(second, random)}`,
      `138${String(10_000_000 + (i % 9_999_999)).padStart(8, '0')}`,
    ],
  ],
  [
    'INSERT INTO trademark (id, enterprise_id, name, registration_no) VALUES (?, ?, ?, ?)',
    15,
    (i, random) => [
      `${pick(second, random)}${pick(first, random)}`,
      String(8_000_000 + (i % 900_000)),
    ],
  ],
  [
    'INSERT INTO certification (id, enterprise_id, kind, number, valid_to) VALUES (?, ?, ?, ?, ?)',
    10,
    (i) => ['质量管理体系', `016${String(i).padStart(7, '0')}`, `2027-0${1 + (i % 9)}-15`],
  ],
];

/** Fills a store with so many firms and what hangs on them. @returns rows written */
export const fillWithFirms = (store: Store, firms: number, seed = 7): number => {
  const random = randomFrom(seed);
  let rows = 0;
  for (let from = 1; from <= firms; from += 10_000)
    write(store, intent, () => {
      const addFirm = store.handle.prepare(insertFirmSql);
      const adders = parts.map(([sql, share, cells]) => ({
        statement: store.handle.prepare(sql),
        share,
        cells,
      }));
      for (let i = from; i < Math.min(from + 10_000, firms + 1); i++) {
        const firm = benchFirm(i, random);
        addFirm.run(firm);
        rows += 1;
        for (const { statement, share, cells } of adders) {
          if (random() * 100 >= share) continue;
          statement.run(uuid(), firm.id, ...cells(i, random));
          rows += 1;
        }
      }
    });
  return rows;
};
