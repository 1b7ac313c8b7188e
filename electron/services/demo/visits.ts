import { participant, visit } from '#db/schema/visits.ts';
import type { Door } from '#db/write.ts';
import type { Chance } from '#shared/chance.ts';
import { serviceTypes } from '#shared/visits.ts';
import { deriveId } from '#sync/seal.ts';
import { officers } from './cultivation.ts';
import type { DemoFirm } from './frame.ts';

/** The visits of the first quarter: 378, on which 958 times one of ours stood in a firm. */

/** Visits by how many of ours came, one to five, month by month. */
const visitsByPeople = [
  [9, 61, 41, 11, 4],
  [7, 43, 31, 8, 3],
  [12, 78, 48, 15, 7],
] as const;

export type DemoVisit = {
  readonly id: string;
  readonly firm: DemoFirm;
  readonly visitedOn: string;
  readonly startAt: string;
  readonly people: readonly string[];
  readonly service: string;
};

const purposes: Readonly<Record<string, string>> = {
  质量: '了解出厂检验和质量管理情况',
  计量: '核对强检器具台账',
  标准化: '了解企业标准自我声明公开情况',
  特种设备: '检查特种设备使用登记和定期检验',
  品牌: '了解名牌申报意向和存在的困难',
};

const serviceOf = (nth: number): string => {
  const kinds = [serviceTypes[0], serviceTypes[1], serviceTypes[2], serviceTypes[3]];
  return nth % 5 === 4 ? '品牌/商标/知识产权' : (kinds[nth % 5] ?? serviceTypes[0]);
};

/** A weekday of a month of the year, early enough that what was raised on it can be settled within March. */
const dayIn = (year: number, month: number, chance: Chance): string => {
  for (;;) {
    const day = new Date(Date.UTC(year, month, chance.between(month === 0 ? 4 : 1, 26)));
    if (day.getUTCDay() % 6 !== 0) return day.toISOString().slice(0, 10);
  }
};

export const visitsOf = (firms: readonly DemoFirm[], chance: Chance, year: number): DemoVisit[] => {
  // The key firms are called on more than once, the others in turn.
  const turn = [...firms.slice(0, 108), ...chance.shuffled(firms.slice(108)).slice(0, 190)];
  let nth = 0;
  return visitsByPeople.flatMap((counts, month) =>
    counts.flatMap((count, at) =>
      Array.from({ length: count }, (): DemoVisit => {
        nth += 1;
        const firm = turn[nth % turn.length] as DemoFirm;
        const visitedOn = dayIn(year, month, chance);
        return {
          id: deriveId('visit', `demo ${year} ${nth}`),
          firm,
          visitedOn,
          startAt: `${String(chance.between(8, 15)).padStart(2, '0')}:${chance.pick(['00', '30'])}`,
          people: chance.shuffled(officers).slice(0, at + 1),
          service: serviceOf(nth),
        };
      }),
    ),
  );
};

/** Writes the visits with their people. */
export const putVisits = (door: Door, visits: readonly DemoVisit[]): void => {
  for (const { id, firm, visitedOn, startAt, people, service } of visits) {
    const about = purposes[service] ?? purposes.品牌 ?? null;
    door.insert(visit, {
      ...{ id, enterpriseId: firm.id, visitedOn, startAt },
      serviceTypes: JSON.stringify([service]),
      purpose: about,
      content: `${about}；查看${firm.product}生产现场。`,
      place: `${firm.township}工业路${firm.n}号`,
    });
    for (const [position, name] of people.entries())
      door.insert(participant, {
        ...{ id: deriveId('participant', `${id} ${name}`), visitId: id, name, position },
      });
  }
};
