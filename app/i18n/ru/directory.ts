import type { Messages } from '../messages';

export const directory: Messages['directory'] = {
  organisations: {
    title: 'Организации',
    count: { one: '{n} организация', few: '{n} организации', many: '{n} организаций', other: '{n} организации' },
    columns: { name: 'Название', kind: 'Вид', locality: 'Населённый пункт', staff: 'Сотрудники' },
    rural: 'сельская',
    empty: { title: 'Организация не найдена', text: 'Попробуйте ввести меньше букв или сбросьте поиск.' },
  },
  people: {
    title: 'Люди',
    lead: 'Учётные записи и места работы. О детях здесь ничего не показывается.',
    count: { one: '{n} место работы', few: '{n} места работы', many: '{n} мест работы', other: '{n} места работы' },
    columns: { name: 'Имя', role: 'Роль', organisation: 'Организация', state: 'Состояние' },
    states: { working: 'Работает', waiting: 'Приглашён, пароля ещё нет', disabled: 'Отключён' },
    empty: { title: 'Никто не найден', text: 'Попробуйте ввести меньше букв или сбросьте поиск.' },
  },
  indicators: {
    title: 'Показатели',
    lead: 'Что и как считается. Числа берутся из недельной таблицы; пока ни одно не опубликовано.',
    formula: 'Как считается',
    unit: 'Единица',
    better: 'Лучше, когда',
    directions: { up: 'больше', down: 'меньше', one: 'ближе к единице', zero: 'ближе к нулю' },
    noNumber: 'числа пока нет',
  },
};
