import { AGE_BANDS, GOAL_AREAS, type GoalArea, type Texts } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { Button, LinkButton } from '../ui/button';
import { Card, CardPart, Section } from '../ui/card';
import { Hidden, SelectField } from '../ui/field';
import { EmptyState, FilterBar } from '../ui/list';
import { Said } from './said';

interface GoalBankProps {
  planId: string;
  skills: { id: string; area: GoalArea; name: Texts; domainName: Texts }[];
  found: { id: string; area: GoalArea; skill: Texts; ageBand: string; title: Texts; behaviour: Texts }[];
  query: { q: string; skill: string; age: string; area: string };
}

/** The first step to a goal: one of the bank, or the skill for a goal of one's own. Everything chosen stands in the address. */
export function GoalBank({ planId, skills, found, query }: GoalBankProps) {
  const { m, count, fill, inOwn } = useWords();
  const words = m.goals.choose;
  const here = `/plans/${planId}/goals/new`;
  const all = { value: '', label: words.any };
  const domains = [...new Set(skills.map(({ domainName }) => inOwn(domainName).text))];
  const skillsOf = (domain: string) => skills.filter(({ domainName }) => inOwn(domainName).text === domain).map(({ id, name }) => ({ value: id, label: inOwn(name).text }));
  return (
    <div className="stack mt-4">
      <p className="max-w-reading">{words.lead}</p>
      <FilterBar
        action={here}
        label={m.frame.search.submit}
        search={{ name: 'q', label: words.search, value: query.q }}
        selects={[
          { name: 'age', label: words.age, value: query.age, options: [all, ...Object.keys(AGE_BANDS).map((band) => ({ value: band, label: fill(words.years, { band }) }))] },
          { name: 'area', label: words.area, value: query.area, options: [all, ...GOAL_AREAS.map((area) => ({ value: area, label: m.vocabulary.goalAreas[area] }))] },
          { name: 'skill', label: words.skill, value: query.skill, options: [all, ...skills.map(({ id, name }) => ({ value: id, label: inOwn(name).text }))] },
        ]}
        submit={m.frame.search.submit}
      />
      <Section id="bank" title={count(found.length, words.found)}>
        {found.length === 0 ? (
          <EmptyState title={words.none} />
        ) : (
          <Card bare>
            {found.map((goal) => (
              <CardPart key={goal.id}>
                <p className="small">{m.vocabulary.goalAreas[goal.area]} · {inOwn(goal.skill).text} · {fill(words.years, { band: goal.ageBand })}</p>
                <h3><Said texts={goal.title} /></h3>
                <p><Said texts={goal.behaviour} /></p>
                <p className="mt-2"><LinkButton href={`${here}?bank=${goal.id}`}>{words.take}<span className="sr-only">: {inOwn(goal.title).text}</span></LinkButton></p>
              </CardPart>
            ))}
          </Card>
        )}
      </Section>
      <Section id="own" title={words.own}>
        <form method="get" action={here} className="form">
          <Hidden name="own" value="yes" />
          <SelectField id="own-skill" name="skill" label={words.skill} hint={words.ownHint} defaultValue={query.skill} groups={domains.map((label) => ({ label, options: skillsOf(label) }))} />
          <div><Button>{words.write}</Button></div>
        </form>
      </Section>
    </div>
  );
}
