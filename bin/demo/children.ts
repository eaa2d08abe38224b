import { registerChild } from '~/services/children.server';
import { addGuardian } from '~/services/guardians.server';
import { assignToTeam } from '~/services/team.server';
import type { Life } from './lives';
import { address, invented, telephone, type FullName } from './names';
import type { PersonName, Stage } from './stage';

export interface Registered {
  childId: string;
  /** The mother's line. */
  guardianId: string;
}

/** Registers the child and writes down the parents, on the day the family came. */
export async function register(stage: Stage, life: Life, day: string): Promise<Registered> {
  const { home, name, birthDate, language, portrait, index } = life;
  const hasNumber = index % 3 !== 2;
  const childId = await registerChild(stage.as(home.coordinator, day, '09:10'), {
    ...name,
    birthDate,
    iin: hasNumber ? invented(index, birthDate) : '',
    noIinReason: hasNumber ? null : index % 2 === 0 ? 'not-brought' : 'foreign',
    instructionLanguage: language,
    homeLanguage: language,
    communication: portrait.communication,
    className: life.className,
    supportSummary: stage.mark('child-core', portrait.summary),
    knownElsewhere: false,
    iinChecked: hasNumber,
  });
  const guardianId = await writeDown(stage, life, childId, day, 'mother', life.mother);
  if (life.father) await writeDown(stage, life, childId, day, 'father', life.father);
  return { childId, guardianId };
}

function writeDown(stage: Stage, life: Life, childId: string, day: string, relation: 'mother' | 'father', person: FullName & { email?: string }): Promise<string> {
  const isMother = relation === 'mother';
  const { index, home, language } = life;
  return addGuardian(stage.as(home.coordinator, day, '09:30'), childId, {
    surname: person.surname,
    givenName: person.givenName,
    patronymic: person.patronymic,
    relation,
    phone: telephone(index * 2 + (isMother ? 0 : 1)),
    address: stage.mark('location', address(isMother ? index : index + 31, home.pmpc)),
    household: 'own',
    preferred: isMother,
    language,
    email: person.email ?? '',
  });
}

/** Puts the child's teacher, and where there is one the psychologist of the school, into the team. */
export async function gatherTeam(stage: Stage, life: Life, childId: string, day: string): Promise<void> {
  const { coordinator, psychologist } = life.home;
  const join = (person: PersonName, part: 'class_teacher' | 'psychologist') =>
    assignToTeam(stage.as(coordinator, day, '10:00'), childId, { userId: stage.people[person].userId, part, validFrom: day, validTo: null });
  if (life.teacher) await join(life.teacher, 'class_teacher');
  if (psychologist) await join(psychologist, 'psychologist');
}
