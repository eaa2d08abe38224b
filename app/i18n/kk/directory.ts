import type { Messages } from '../messages';

export const directory: Messages['directory'] = {
  organisations: {
    title: 'Ұйымдар',
    count: { one: '{n} ұйым', other: '{n} ұйым' },
    columns: { name: 'Атауы', kind: 'Түрі', locality: 'Орналасқан жері', staff: 'Қызметкер' },
    rural: 'ауылдық',
    empty: { title: 'Ұйым табылмады', text: 'Аздау әріп теріп көріңіз немесе іздеуді тазалаңыз.' },
  },
  people: {
    title: 'Адамдар',
    lead: 'Тіркелгілер мен жұмыс орындары. Мұнда балалар туралы ештеңе көрсетілмейді.',
    count: { one: '{n} жұмыс орны', other: '{n} жұмыс орны' },
    columns: { name: 'Аты-жөні', role: 'Рөлі', organisation: 'Ұйымы', state: 'Күйі' },
    states: { working: 'Жұмыс істейді', waiting: 'Шақырылды, құпиясөзі әлі жоқ', disabled: 'Өшірілген' },
    empty: { title: 'Ешкім табылмады', text: 'Аздау әріп теріп көріңіз немесе іздеуді тазалаңыз.' },
  },
  indicators: {
    title: 'Көрсеткіштер',
    lead: 'Не және қалай есептелетіні. Сандар апталық кестеден алынады; әзірге ешқайсысы жарияланған жоқ.',
    formula: 'Қалай есептеледі',
    unit: 'Өлшем бірлігі',
    better: 'Қай бағытта жақсы',
    directions: { up: 'көп болса', down: 'аз болса', one: 'бірге жақын болса', zero: 'нөлге жақын болса' },
    noNumber: 'сан әлі жоқ',
  },
};
