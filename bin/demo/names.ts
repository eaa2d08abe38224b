import type { Sex } from '#db/vocabulary';
import { addDays } from '~/domain/calendar';
import { checkIin } from '~/domain/children';

/** Names, numbers and telephones of invented people. */

export interface FullName {
  surname: string;
  givenName: string;
  patronymic: string;
}

export interface ChildName extends FullName {
  sex: Sex;
}

/** For him and for her. */
type Pair = readonly [string, string];

interface NameList {
  surnames: readonly Pair[];
  female: readonly string[];
  male: readonly string[];
  patronymics: readonly Pair[];
  mothers: readonly string[];
  fathers: readonly string[];
}

const NAMES: Record<'kk' | 'ru', NameList> = {
  kk: {
    surnames: [
      ['Ахметов', 'Ахметова'], ['Жүнісов', 'Жүнісова'], ['Төлеуов', 'Төлеуова'], ['Қайратов', 'Қайратова'], ['Есімов', 'Есімова'], ['Смаилов', 'Смаилова'],
      ['Ниязов', 'Ниязова'], ['Мусин', 'Мусина'], ['Үсенов', 'Үсенова'], ['Ғабитов', 'Ғабитова'], ['Өмірзақов', 'Өмірзақова'], ['Іргебаев', 'Іргебаева'],
      ['Дүйсенов', 'Дүйсенова'], ['Шәріпов', 'Шәріпова'], ['Бақытов', 'Бақытова'], ['Қожабеков', 'Қожабекова'], ['Әбенов', 'Әбенова'],
    ],
    female: ['Томирис', 'Аяла', 'Медина', 'Інжу', 'Айым', 'Раяна', 'Аружан', 'Кәусар', 'Дария', 'Сафия', 'Ұлпан', 'Нұрай', 'Ясмин', 'Перизат', 'Әмина', 'Көзайым', 'Жібек'],
    male: ['Әлихан', 'Айсұлтан', 'Нұрислам', 'Ерасыл', 'Мансұр', 'Санжар', 'Алдияр', 'Рамазан', 'Бекзат', 'Дінмұхаммед', 'Хамза', 'Ғалымжан', 'Өркен', 'Ислам', 'Арсен', 'Жантөре', 'Қуаныш'],
    patronymics: [
      ['Асқарұлы', 'Асқарқызы'], ['Ерланұлы', 'Ерланқызы'], ['Бауыржанұлы', 'Бауыржанқызы'], ['Қанатұлы', 'Қанатқызы'], ['Серікұлы', 'Серікқызы'],
      ['Мейрамұлы', 'Мейрамқызы'], ['Талғатұлы', 'Талғатқызы'],
    ],
    mothers: ['Айгүл', 'Сәуле', 'Жанар', 'Гүлмира', 'Назгүл', 'Ботагөз', 'Меруерт', 'Айнұр', 'Лаура', 'Қарлығаш'],
    fathers: ['Асқар', 'Ерлан', 'Бауыржан', 'Қанат', 'Серік', 'Мейрам', 'Талғат'],
  },
  ru: {
    surnames: [['Соколов', 'Соколова'], ['Петров', 'Петрова'], ['Ким', 'Ким'], ['Мельник', 'Мельник'], ['Бауэр', 'Бауэр'], ['Ли', 'Ли'], ['Яковлев', 'Яковлева']],
    female: ['Мария', 'Алина', 'Вера', 'Полина', 'Ева'],
    male: ['Тимофей', 'Даниил', 'Степан', 'Марк', 'Роман', 'Глеб'],
    patronymics: [['Андреевич', 'Андреевна'], ['Викторович', 'Викторовна'], ['Олегович', 'Олеговна'], ['Иванович', 'Ивановна']],
    mothers: ['Елена', 'Светлана', 'Марина', 'Татьяна', 'Наталья'],
    fathers: ['Андрей', 'Виктор', 'Олег', 'Иван'],
  },
};

const at = <Item>(list: readonly Item[], index: number): Item => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list of names');
  return item;
};

/** The name of the child with this number: two girls, then three boys, and no name twice until the list is through. */
export function childName(index: number, language: 'kk' | 'ru'): ChildName {
  const { surnames, patronymics, ...given } = NAMES[language];
  const [five, rest] = [Math.floor(index / 5), index % 5];
  const sex: Sex = rest < 2 ? 'female' : 'male';
  const hers = sex === 'female' ? 1 : 0;
  const place = hers ? five * 2 + rest : five * 3 + rest - 2;
  return { sex, surname: at(surnames, index * 3)[hers], givenName: at(given[sex], place), patronymic: at(patronymics, index * 2 + five)[hers] };
}

/** A parent of that child. */
export function parentName(index: number, language: 'kk' | 'ru', relation: 'mother' | 'father'): FullName {
  const { surnames, mothers, fathers } = NAMES[language];
  const hers = relation === 'mother' ? 1 : 0;
  return { surname: at(surnames, index * 3)[hers], givenName: hers ? at(mothers, index * 3) : at(fathers, index * 2), patronymic: '' };
}

/** A telephone of nobody. */
export function telephone(number: number): string {
  return `+7701555${String(number).padStart(4, '0')}`;
}

const STREETS = {
  pmpc: ['Түркістан, Тәуке хан даңғылы', 'Түркістан, Жібек жолы көшесі', 'Түркістан, Бекзат Саттарханов даңғылы', 'Түркістан, Отырар ықшам ауданы'],
  pmpc2: ['Ақкөл ауылы, Бейбітшілік көшесі', 'Көкшетау, Абай көшесі', 'Көкшетау, Сәкен Сейфуллин көшесі'],
} as const;

export function address(index: number, pmpc: keyof typeof STREETS): string {
  return `${at(STREETS[pmpc], index)}, ${3 + ((index * 7) % 90)}-үй, ${1 + ((index * 11) % 60)}-пәтер`;
}

/**
 * A number that has the right checksum and cannot be anybody's: the birth year reads 99 and the serial begins with 99,
 * whatever the real birth date is.
 */
export function invented(index: number, birthDate: string): string {
  for (let serial = 9900 + (index % 100); ; serial += 1) {
    const head = `99${birthDate.slice(5).replace('-', '')}0${serial}`;
    const iin = Array.from({ length: 10 }, (_, check) => `${head}${check}`).find((number) => checkIin(number) === 'ok');
    if (iin) return iin;
  }
}

/** A birthday of somebody who is so many years old on that day. */
export function birthday(index: number, years: number, today: string): string {
  return addDays(today, -Math.ceil(years * 365.25) - 5 - ((index * 53) % 350));
}
