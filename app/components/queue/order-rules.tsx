import { kindShown, type Deadline } from '~/domain/deadlines';
import type { CaseKind } from '~/domain/queue';
import { useWords } from '~/i18n/words';
import { Section, Stack } from '../ui/card';

interface Rules {
  firstCases: readonly CaseKind[];
  reserve: number;
}

/** How a PMPC makes its order, in the words of whoever waits; the terms with what they are and where they stand. */
export function OrderRules({ rules, deadlines, acts }: { rules: Rules; deadlines: Deadline[]; acts: Record<string, string> }) {
  const { m, fill, count } = useWords();
  const words = m.queue.rules;
  const kinds = rules.firstCases.map((kind) => m.vocabulary.caseKinds[kind]).join('; ');
  return (
    <Stack>
      <Section id="order" title={words.steps}>
        <ol className="list list-decimal max-w-reading">
          <li>{words.urgent}</li>
          <li>{words.priority}</li>
          {kinds && <li>{fill(words.first, { kinds })}</li>}
          <li>{words.usual}</li>
        </ol>
        <p className="mt-2 max-w-reading">{words.inside}</p>
        <p className="mt-2 max-w-reading">{rules.reserve > 0 ? count(rules.reserve, words.reserve) : words.noReserve}</p>
      </Section>
      <Section id="clocks" title={words.clocks}>
        <ul className="grid gap-3 max-w-reading">{deadlines.map((deadline) => <DeadlineLine key={deadline.id} deadline={deadline} acts={acts} />)}</ul>
      </Section>
    </Stack>
  );
}

function DeadlineLine({ deadline, acts }: { deadline: Deadline; acts: Record<string, string> }) {
  const { m, fill, count, inOwn } = useWords();
  const words = m.queue.rules;
  const { names, limit, unit, act, annex, paragraph, note, channels } = deadline;
  const term = unit === 'working-days' ? count(limit, words.workingDays) : unit === 'calendar-days' ? count(limit, words.calendarDays) : words.sameDay;
  const number = act ? acts[act] : undefined;
  return (
    <li>
      {fill(words.clock, { name: inOwn(names).text, term, kind: words.kinds[kindShown(deadline)] })}
      {number && annex && paragraph && <> {fill(words.source, { number, annex, paragraph })}</>}
      {channels && <span className="small block">{channels.map((channel) => m.vocabulary.requestChannels[channel]).join('; ')}</span>}
      {note && <span className="small block">{inOwn(note).text}</span>}
    </li>
  );
}
