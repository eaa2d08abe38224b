import type { DecisionCode } from '~/domain/progress';
import type { AssistantHelp } from './assistants';
import { CAST, HOMES, STAFF, type Home, type HomeName } from './cast';
import { birthday, childName, parentName, type ChildName, type FullName } from './names';
import { PORTRAITS, type Portrait } from './portraits';
import { PORTRAITS_IN_RUSSIAN } from './portraits-in-russian';
import type { PersonName, Stage } from './stage';

/** The steps of a child's way, and after how many days from the registration each is taken. */
export const STEPS = {
  registered: 0,
  drafted: 3,
  sent: 5,
  withdrawn: 9,
  declined: 12,
  scheduled: 14,
  examined: 28,
  concluding: 29,
  issued: 33,
  shared: 40,
  planned: 45,
  submitted: 55,
  asked: 58,
  answered: 63,
  active: 65,
} as const;
export type Step = keyof typeof STEPS;

/** Who a child of the demo is, and how far the story goes. */
export interface Life {
  /** Counts the children; what differs from child to child follows from it. */
  index: number;
  home: Home;
  language: 'kk' | 'ru';
  portrait: Portrait;
  name: ChildName;
  birthDate: string;
  className: string;
  mother: FullName & { email?: string };
  father?: FullName & { email?: string };
  teacher: PersonName | undefined;
  /** The last step that is taken. */
  until: Step;
  /** The civil day of the registration. */
  begunOn: string;
  plot: Plot;
}

/** What makes one life differ from others of the same length. */
export interface Plot {
  /** Days until the session, for one that waits for it; by default the usual time after the registration. */
  sessionIn?: number;
  /** Some papers of the referral are not there yet. */
  papersLack?: boolean;
  /** How many sections are signed before the story ends; the next one is begun. */
  sections?: number;
  /** How many have signed the conclusion before the story ends. */
  signatures?: number;
  /** The head has asked that the conclusion become void; the second head may have confirmed it. */
  voiding?: 'asked' | 'confirmed';
  /** The recommendations are being carried out at school. */
  carriedOut?: boolean;
  assistant?: AssistantHelp;
  /** The parent who has an account. */
  parent?: 'parent2' | 'parent3';
  /** The plan was given back once. */
  returned?: boolean;
  /** The school decided on the plan itself, without a PMPC. */
  ownDecision?: boolean;
  /** Days until the plan in force ends. */
  endsIn?: number;
  /** What the measurements of each goal are to say. */
  courses?: readonly DecisionCode[];
  /** Half of the planned support takes place. */
  halfDelivered?: boolean;
}

/** The life of the child with this number whose last step was taken `since` days ago. */
export function lifeOf(stage: Stage, index: number, homeName: HomeName, until: Step, since: number, plot: Plot = {}): Life {
  const home: Home = HOMES[homeName];
  const isRussian = homeName === 'ruralSchool' || homeName === 'college' ? index % 5 > 1 : index % 6 === 5;
  const language = isRussian ? 'ru' : 'kk';
  const ages = homeName === 'college' ? 'teen' : homeName === 'kindergarten' || homeName === 'desk' ? 'young' : 'school';
  const fitting = (isRussian ? PORTRAITS_IN_RUSSIAN : PORTRAITS).filter((portrait) => portrait.ages === ages);
  const portrait = fitting[index % fitting.length];
  if (!portrait) throw new Error(`there is no portrait of a child of ${homeName}`);
  const grade = (index * 2 + Math.floor(index / home.classes.length)) % home.classes.length;
  return {
    index,
    home,
    language,
    portrait,
    name: childName(index, language),
    birthDate: birthday(index, home.youngest + grade, stage.today),
    className: home.classes[grade] ?? '',
    mother: plot.parent ? { ...CAST, ...STAFF }[plot.parent] : parentName(index, language, 'mother'),
    ...(index % 3 === 0 ? { father: parentName(index, language, 'father') } : {}),
    teacher: home.teachers[grade % Math.max(1, home.teachers.length)],
    until,
    begunOn: stage.ago(since + STEPS[until]),
    plot,
  };
}

/** Whether this step is taken in the life. */
export function takes(life: Life, step: Step): boolean {
  return STEPS[step] <= STEPS[life.until];
}
