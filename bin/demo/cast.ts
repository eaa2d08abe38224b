import type { Duty, Language, OrganisationKind, Role, Specialty } from '#db/vocabulary';

/** The fixed people and places of the demo. Everyone is invented. */

export const DEMO_PASSWORD = 'Qadam-demo-2026';

export interface DemoPlace {
  kind: OrganisationKind;
  kk: string;
  ru: string;
  en: string;
  region: string;
  locality: string;
  rural?: boolean;
}

export const PLACES = {
  pmpc: { kind: 'pmpc', kk: 'Түркістан қалалық ПМПК', ru: 'ПМПК города Туркестана', en: 'PMPC of Turkistan city', region: 'KZ-61', locality: 'Түркістан' },
  pmpc2: { kind: 'pmpc', kk: 'Көкшетау қалалық ПМПК', ru: 'ПМПК города Кокшетау', en: 'PMPC of Kokshetau city', region: 'KZ-11', locality: 'Көкшетау' },
  school: { kind: 'school', kk: '№ 12 мектеп, Түркістан', ru: 'Школа № 12, Туркестан', en: 'School No. 12, Turkistan', region: 'KZ-61', locality: 'Түркістан' },
  kindergarten: { kind: 'kindergarten', kk: '«Балдырған» балабақшасы, Түркістан', ru: 'Детский сад «Балдырған», Туркестан', en: 'Baldyrgan kindergarten, Turkistan', region: 'KZ-61', locality: 'Түркістан' },
  ruralSchool: { kind: 'school', kk: 'Ақкөл ауылының мектебі', ru: 'Школа села Акколь', en: 'Akkol village school', region: 'KZ-11', locality: 'Ақкөл ауылы', rural: true },
  college: { kind: 'college', kk: 'Көкшетау қызмет көрсету колледжі', ru: 'Кокшетауский колледж сервиса', en: 'Kokshetau service college', region: 'KZ-11', locality: 'Көкшетау' },
} as const satisfies Record<string, DemoPlace>;

export type PlaceName = keyof typeof PLACES;

export interface DemoPerson {
  email: string;
  surname: string;
  givenName: string;
  patronymic?: string;
  role: Role;
  at?: PlaceName;
  specialty?: Specialty;
  duty?: Duty;
  language?: Language;
}

/** Those one signs in as, in the order of the story. */
export const CAST = {
  registrar: { email: 'registrar@qadam.test', surname: 'Нұрланова', givenName: 'Гүлнар', patronymic: 'Серікқызы', role: 'pmpc_coordinator', duty: 'registrar', at: 'pmpc' },
  pmpcHead: { email: 'pmpc-head@qadam.test', surname: 'Әбдіқадыров', givenName: 'Марат', patronymic: 'Тілеуұлы', role: 'pmpc_coordinator', duty: 'head', at: 'pmpc' },
  psychologist: { email: 'psychologist@qadam.test', surname: 'Сейітқызы', givenName: 'Айгерім', role: 'pmpc_specialist', specialty: 'psychologist', at: 'pmpc' },
  speech: { email: 'speech@qadam.test', surname: 'Қожахметова', givenName: 'Жанар', patronymic: 'Болатқызы', role: 'pmpc_specialist', specialty: 'speech_therapist', at: 'pmpc' },
  defectologist: { email: 'defectologist@qadam.test', surname: 'Оспанова', givenName: 'Әсел', patronymic: 'Маратқызы', role: 'pmpc_specialist', specialty: 'special_pedagogue', at: 'pmpc' },
  doctor: { email: 'doctor@qadam.test', surname: 'Жұмабеков', givenName: 'Тимур', patronymic: 'Ерланұлы', role: 'pmpc_specialist', specialty: 'neurologist', at: 'pmpc' },
  coordinator: { email: 'coordinator@qadam.test', surname: 'Сапарқызы', givenName: 'Гүлнұр', role: 'school_coordinator', at: 'school' },
  coordinator2: { email: 'coordinator2@qadam.test', surname: 'Ким', givenName: 'Роза', patronymic: 'Андреевна', role: 'school_coordinator', at: 'ruralSchool', language: 'ru' },
  teacher: { email: 'teacher@qadam.test', surname: 'Әлімбаев', givenName: 'Болат', patronymic: 'Қайратұлы', role: 'teacher', at: 'school' },
  teacher2: { email: 'teacher2@qadam.test', surname: 'Ерболова', givenName: 'Сандуғаш', role: 'teacher', at: 'school' },
  schoolPsychologist: { email: 'school-psychologist@qadam.test', surname: 'Мұратқызы', givenName: 'Динара', role: 'teacher', specialty: 'psychologist', at: 'school' },
  assistant: { email: 'assistant@qadam.test', surname: 'Қасымова', givenName: 'Әлия', patronymic: 'Нұрланқызы', role: 'assistant', at: 'school' },
  mother: { email: 'mother@qadam.test', surname: 'Серікова', givenName: 'Дана', patronymic: 'Асқарқызы', role: 'parent' },
  father: { email: 'father@qadam.test', surname: 'Серіков', givenName: 'Нұржан', patronymic: 'Әділұлы', role: 'parent' },
  parent2: { email: 'parent2@qadam.test', surname: 'Иванова', givenName: 'Ольга', patronymic: 'Петровна', role: 'parent', language: 'ru' },
  admin: { email: 'admin@qadam.test', surname: 'Тілеген', givenName: 'Қанат', role: 'administrator' },
  observer: { email: 'observer@qadam.test', surname: 'Нұғманов', givenName: 'Арман', role: 'observer' },
} as const satisfies Record<string, DemoPerson>;

export type CastName = keyof typeof CAST;

/** Others nobody signs in as: they make the lists, teams and boards look like a real place. */
export const STAFF = {
  coordinator3: { email: 'coordinator3@qadam.test', surname: 'Бекова', givenName: 'Мөлдір', role: 'school_coordinator', at: 'school' },
  kindergartenCoordinator: { email: 'coordinator4@qadam.test', surname: 'Тәжібаева', givenName: 'Ләззат', role: 'school_coordinator', at: 'kindergarten' },
  collegeCoordinator: { email: 'coordinator5@qadam.test', surname: 'Шмидт', givenName: 'Виктор', role: 'school_coordinator', at: 'college', language: 'ru' },
  educator: { email: 'teacher3@qadam.test', surname: 'Ысқақова', givenName: 'Күлән', role: 'teacher', at: 'kindergarten' },
  ruralTeacher: { email: 'teacher4@qadam.test', surname: 'Петренко', givenName: 'Анна', role: 'teacher', at: 'ruralSchool', language: 'ru' },
  master: { email: 'teacher5@qadam.test', surname: 'Қалиев', givenName: 'Ербол', role: 'teacher', at: 'college' },
  assistant2: { email: 'assistant2@qadam.test', surname: 'Төлегенова', givenName: 'Шынар', role: 'assistant', at: 'school' },
  assistant3: { email: 'assistant3@qadam.test', surname: 'Ахметов', givenName: 'Данияр', role: 'assistant', at: 'school' },
  ruralAssistant: { email: 'assistant4@qadam.test', surname: 'Бондарь', givenName: 'Лариса', role: 'assistant', at: 'ruralSchool', language: 'ru' },
  deputyHead: { email: 'pmpc-head3@qadam.test', surname: 'Тұрсынова', givenName: 'Күлпаш', patronymic: 'Әмірқызы', role: 'pmpc_coordinator', duty: 'head', at: 'pmpc' },
  head2: { email: 'pmpc-head2@qadam.test', surname: 'Жақсыбеков', givenName: 'Саят', role: 'pmpc_coordinator', duty: 'head', at: 'pmpc2' },
  psychologist2: { email: 'psychologist2@qadam.test', surname: 'Рахимова', givenName: 'Алма', role: 'pmpc_specialist', specialty: 'psychologist', at: 'pmpc2' },
  speech2: { email: 'speech2@qadam.test', surname: 'Волкова', givenName: 'Наталья', role: 'pmpc_specialist', specialty: 'speech_therapist', at: 'pmpc2', language: 'ru' },
  defectologist2: { email: 'defectologist2@qadam.test', surname: 'Есенова', givenName: 'Райхан', role: 'pmpc_specialist', specialty: 'special_pedagogue', at: 'pmpc2' },
  doctor2: { email: 'doctor2@qadam.test', surname: 'Дәулетов', givenName: 'Асан', role: 'pmpc_specialist', specialty: 'neurologist', at: 'pmpc2' },
  parent3: { email: 'parent3@qadam.test', surname: 'Оразбаева', givenName: 'Жанна', patronymic: 'Мұратқызы', role: 'parent' },
  socialPedagogue: { email: 'social@qadam.test', surname: 'Омарова', givenName: 'Бақыт', role: 'pmpc_specialist', specialty: 'social_pedagogue', at: 'pmpc' },
} as const satisfies Record<string, DemoPerson>;

export type PersonName = CastName | keyof typeof STAFF;
export type PmpcName = 'pmpc' | 'pmpc2';

/** Who examines at a PMPC. */
export const TEAMS = {
  pmpc: {
    head: 'pmpcHead',
    desk: 'registrar',
    members: { psychologist: 'psychologist', speech_therapist: 'speech', special_pedagogue: 'defectologist', neurologist: 'doctor', social_pedagogue: 'socialPedagogue' },
  },
  pmpc2: {
    head: 'head2',
    desk: 'head2',
    members: { psychologist: 'psychologist2', speech_therapist: 'speech2', special_pedagogue: 'defectologist2', neurologist: 'doctor2' },
  },
} as const satisfies Record<PmpcName, { head: PersonName; desk: PersonName; members: Partial<Record<Specialty, PersonName>> }>;

export interface Home {
  place: PlaceName;
  pmpc: PmpcName;
  /** Who registers children there and coordinates their support. */
  coordinator: PersonName;
  /** The teachers of every second class. */
  teachers: readonly PersonName[];
  /** A psychologist of the place itself, where it has one. */
  psychologist?: PersonName;
  /** The classes, one for each year of age from the youngest. */
  classes: readonly string[];
  youngest: number;
}

/** Where the children of the demo are at home; `desk` are those who come to the PMPC straight from the family. */
export const HOMES = {
  school: {
    place: 'school', pmpc: 'pmpc', coordinator: 'coordinator', teachers: ['teacher2', 'teacher'], psychologist: 'schoolPsychologist',
    classes: ['1 «А»', '2 «Б»', '3 «А»', '4 «В»', '5 «А»', '6 «Ә»'], youngest: 7,
  },
  kindergarten: { place: 'kindergarten', pmpc: 'pmpc', coordinator: 'kindergartenCoordinator', teachers: ['educator'], classes: ['«Гүлдер» тобы', '«Ертегі» тобы'], youngest: 4 },
  ruralSchool: { place: 'ruralSchool', pmpc: 'pmpc2', coordinator: 'coordinator2', teachers: ['ruralTeacher'], classes: ['2', '3', '4', '5', '6', '7'], youngest: 8 },
  college: { place: 'college', pmpc: 'pmpc2', coordinator: 'collegeCoordinator', teachers: ['master'], classes: ['ТО-11', 'ПК-21'], youngest: 16 },
  desk: { place: 'pmpc', pmpc: 'pmpc', coordinator: 'registrar', teachers: [], classes: [''], youngest: 3 },
} as const satisfies Record<string, Home>;

export type HomeName = keyof typeof HOMES;
