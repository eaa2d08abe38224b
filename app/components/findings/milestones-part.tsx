import { MILESTONE_STATES, type MilestoneState } from '~/domain/milestones-of-age';
import type { Named } from '~/domain/sections';
import { useWords } from '~/i18n/words';
import { idOf } from '../frame/problem';
import { RadioGroup } from '../ui/choice';
import type { Controls } from './section-names';

/** The milestones of the child's age, each seen, not yet, or not looked at. */
export function MilestonesPart({ milestones, seen, typed, wrong, register }: { milestones: { id: string; text: Named }[]; seen: { milestone: string; state: MilestoneState }[] } & Controls) {
  const { m, inOwn } = useWords();
  return milestones.map(({ id, text }) => {
    const name = `milestones.${id}`;
    return (
      <RadioGroup
        key={id}
        id={idOf(name)}
        name={name}
        layout="chips"
        legend={inOwn(text).text}
        error={wrong(name)}
        options={MILESTONE_STATES.map((value) => ({ value, label: m.vocabulary.milestoneStates[value] }))}
        defaultValue={typed(name, seen.find(({ milestone }) => milestone === id)?.state)}
        inputProps={register(name)}
      />
    );
  });
}
