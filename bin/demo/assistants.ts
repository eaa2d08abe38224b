import type { Slot } from '~/domain/assistants';
import { addContract, assignAssistant } from '~/services/assistants.server';
import type { Home } from './cast';
import type { PersonName, Stage } from './stage';

/** The help of a teacher-assistant that a conclusion recommends, and who gives how much of it. */
export interface AssistantHelp {
  /** Hours a week. */
  recommended: number;
  by?: PersonName;
  /** The weekdays and hours of the one who helps. */
  slots?: readonly Slot[];
}

/** The same hours on several weekdays, 1 for Monday. */
export function week(weekdays: readonly number[], startsAt: string, endsAt: string): Slot[] {
  return weekdays.map((weekday) => ({ weekday, startsAt, endsAt }));
}

/** The contracts of those who can be assigned. */
export async function hire(stage: Stage, day: string): Promise<void> {
  const contract = (coordinator: PersonName, person: PersonName, hours: number, qualification: string, languages: ('kk' | 'ru')[]) =>
    addContract(stage.as(coordinator, day), { userId: stage.people[person].userId, hours, qualification, languages, validFrom: day, validTo: null });
  await contract('coordinator', 'assistant', 24, 'Педагог-ассистент, инклюзивті білім беру курсы (72 сағат)', ['kk', 'ru']);
  await contract('coordinator', 'assistant2', 30, 'Педагог-ассистент, бастауыш сынып мұғалімі', ['kk']);
  await contract('coordinator', 'assistant3', 18, 'Педагог-ассистент, ымдау тілінің негіздері', ['kk', 'ru']);
  await contract('coordinator2', 'ruralAssistant', 20, 'Педагог-ассистент, педагогический колледж', ['ru', 'kk']);
}

const FADING = {
  kk: 'Екі айдан кейін нұсқауды тек тапсырма басында беру; тоқсан соңында бір сабақты көмексіз өткізу.',
  ru: 'Через два месяца подсказка только в начале задания; к концу четверти один урок без помощи.',
};

/** Assigns the assistant from that day for as long as the conclusion recommends it. */
export async function assign(stage: Stage, home: Home, language: 'kk' | 'ru', childId: string, help: AssistantHelp, day: string): Promise<void> {
  if (!help.by || !help.slots) return;
  const { userId } = stage.people[help.by];
  const [need, contract] = await stage.database.read(async (tx) => [
    await tx.query.assistantNeeds.findFirst({ columns: { id: true, validTo: true }, where: (row, { eq }) => eq(row.childId, childId) }),
    await tx.query.assistantContracts.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.userId, userId) }),
  ]);
  if (!need || !contract) throw new Error(`nobody can be assigned: ${need ? 'there is no contract' : 'no need was opened'}`);
  await assignAssistant(stage.as(home.coordinator, day, '14:00'), need.id, {
    contractId: contract.id,
    validFrom: day,
    validTo: need.validTo,
    fadingGoal: stage.mark('staff-note', FADING[language]),
    slots: [...help.slots],
  });
}
