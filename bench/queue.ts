import { openDatabase, type Tx } from '#db/client.server';
import { newId, requestPapers, requests, rooms, visits } from '#db/schema';
import { addDays } from '~/domain/calendar';
import { foldForSearch, fullName } from '~/domain/children';
import { CASE_KINDS, rankOf, REQUEST_CHANNELS, USUAL_RULES, type Urgency } from '~/domain/queue';
import type { Context } from '~/services/context';
import { listQueue, type QueueQuery } from '~/services/queue.server';
import { findStage, type Stage } from '../bin/demo/stage';

/** A PMPC with a queue that no PMPC should have, and how long its list and its search take inside the process. */

export const OPEN_REQUESTS = 30_000;
const SEEN_A_DAY = 9;
const BOOKED = 120;
const AT_ONCE = 200;

const SURNAMES = ['Әбілқасымов', 'Бейсенбай', 'Ғалымжан', 'Досымбек', 'Ермекбай', 'Жақсылық', 'Қаратай', 'Мырзахмет', 'Нұрғали', 'Оразбай', 'Сәрсенбай', 'Төлеген', 'Ұзақбай', 'Шаймерден', 'Ысқақ'];
const NAMES = ['Алдияр', 'Айзере', 'Бекзат', 'Дәулет', 'Ерлан', 'Жансая', 'Інжу', 'Кәусар', 'Мағжан', 'Нұрай', 'Олжас', 'Раяна', 'Сымбат', 'Томирис', 'Хан', 'Шыңғыс'];

/** Thirty thousand requests that wait, those that have a day, and the children seen in the last half year. */
export async function fillQueue(stage: Stage, tx: Tx): Promise<void> {
  const { places, people, ago } = stage;
  const rows: (typeof requests.$inferInsert)[] = [];
  const add = (index: number, over: Partial<typeof requests.$inferInsert>) => {
    const names = { surname: SURNAMES[index % SURNAMES.length] ?? '', givenName: `${NAMES[Math.floor(index / 7) % NAMES.length]}${index % 11 === 0 ? 'бек' : ''}`, patronymic: `${NAMES[index % NAMES.length]}ұлы` };
    const urgency: Urgency = index % 97 === 0 ? 'urgent' : index % 41 === 0 ? 'priority' : 'usual';
    const caseKind = CASE_KINDS[index % CASE_KINDS.length] ?? 'school';
    const receivedOn = over.receivedOn ?? ago(1 + Math.floor((index * 700) / OPEN_REQUESTS));
    rows.push({
      id: newId(), pmpcId: places.pmpc, channel: REQUEST_CHANNELS[index % REQUEST_CHANNELS.length] ?? 'phone', state: 'waiting', ...names, folded: foldForSearch(fullName(names)),
      birthDate: ago(500 + (index % 5_000)), applicantName: 'Ата-ана', applicantRelation: 'mother', phone: '+77010000001', contactLanguage: 'kk', examLanguage: index % 3 ? 'kk' : 'ru',
      examKind: 'primary', caseKind, reason: 'Сөйлеуі кешеуілдеп жүр, үйде аз сөйлейді.', urgency, rank: rankOf({ urgency, caseKind }, USUAL_RULES),
      receivedAt: new Date(Date.parse(`${receivedOn}T04:00:00Z`) + (index % 30_000_000)), receivedOn, recordedBy: people.registrar.userId, ...over,
    });
  };
  for (let index = 0; index < OPEN_REQUESTS; index += 1) add(index, {});
  for (let day = 1; day <= 180; day += 1) {
    for (let index = 0; index < SEEN_A_DAY; index += 1) add(day * 50 + index, { state: 'closed', receivedOn: ago(day + 60), seenOn: ago(day), closedOn: ago(Math.max(0, day - 5)) });
  }
  const [room] = [newId()];
  await tx.insert(rooms).values({ id: room, pmpcId: places.pmpc, name: '7' });
  const withDay: { id: string; at: number }[] = [];
  for (let index = 0; index < BOOKED; index += 1) {
    const id = newId();
    withDay.push({ id, at: index });
    add(index, { id, state: 'booked', receivedOn: ago(90) });
  }
  for (let at = 0; at < rows.length; at += AT_ONCE) await tx.insert(requests).values(rows.slice(at, at + AT_ONCE));
  await tx.insert(visits).values(
    withDay.map(({ id, at }) => ({
      requestId: id, pmpcId: places.pmpc, roomId: room, visitOn: addDays(stage.today, Math.floor(at / 9)), startsAt: `${String(9 + (at % 9)).padStart(2, '0')}:00`,
      endsAt: `${String(9 + (at % 9)).padStart(2, '0')}:50`, language: 'kk' as const, state: 'booked' as const, bookedBy: people.registrar.userId, bookedAt: new Date(`${ago(9)}T05:00:00Z`),
    })),
  );
  const owing = rows.filter((_, index) => index % 3 === 0).map(({ id }) => ({ requestId: id ?? '', paper: 'child-document', state: 'present' as const }));
  for (let at = 0; at < owing.length; at += AT_ONCE) await tx.insert(requestPapers).values(owing.slice(at, at + AT_ONCE));
}

/** Milliseconds of one answer inside the process: the very first one, and the middle of many. */
export interface InProcess {
  what: string;
  first: number;
  median: number;
}

const EVERYBODY: QueueQuery = { q: '', show: 'waiting', urgency: null, caseKind: null, channel: null, language: null, owed: null, after: null };
const TIMES = 15;

/** Asks the list as the PMPC's head does: its first page, a page far down, filters, and names that are rare, common and not there. */
export async function timeQueue(folder: string): Promise<InProcess[]> {
  const database = await openDatabase(folder);
  try {
    const stage = await findStage(database, new Date());
    const ctx: Context = stage.as('pmpcHead');
    const [middle] = await database.read((tx) => tx.query.requests.findMany({ columns: { id: true, rank: true, receivedAt: true }, where: (row, { eq }) => eq(row.state, 'waiting'), offset: OPEN_REQUESTS / 2, limit: 1 }));
    const after = middle ? { key: `${middle.rank}:${middle.receivedAt.getTime()}`, id: middle.id } : null;
    const asked: [string, Partial<QueueQuery>][] = [
      ['first page', {}],
      ['a page far down', { after }],
      ['search: a rare name', { q: 'Ысқақ Ханбек', show: 'open' }],
      ['search: a common name', { q: 'Нұр', show: 'open' }],
      ['search: nobody', { q: 'Жоламан', show: 'open' }],
      ['search: one letter', { q: 'а', show: 'open' }],
      ['those in Russian', { language: 'ru' }],
      ['with papers owed', { owed: 'yes' }],
    ];
    await listQueue(ctx, EVERYBODY);
    const results: InProcess[] = [];
    for (const [what, query] of asked) {
      const times: number[] = [];
      for (let index = 0; index < TIMES; index += 1) {
        const before = performance.now();
        await listQueue(ctx, { ...EVERYBODY, ...query });
        times.push(performance.now() - before);
      }
      results.push({ what, first: times[0] ?? 0, median: [...times].sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0 });
    }
    return results;
  } finally {
    await database.close();
  }
}
