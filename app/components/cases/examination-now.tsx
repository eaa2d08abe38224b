import type { SectionState } from '~/domain/assessments';
import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { Card, Section } from '../ui/card';
import { EmptyState } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

interface ExaminationNowProps {
  examination: { id: string; on: string; at: string; room: string; sections: { specialty: Specialty; state: SectionState; mine: boolean }[] } | null;
  conclusion: { id: string; number: number; on: string } | null;
}

const TONE: Record<SectionState, Tone> = { 'not-started': 'draft', 'in-progress': 'review', done: 'good', 'not-needed': 'draft' };

/** What is under way for the PMPC: when and where the child is examined and how far each section is; later what came of it. */
export function ExaminationNow({ examination, conclusion }: ExaminationNowProps) {
  const { m, fill, day } = useWords();
  const words = m.home.examination;
  if (!examination && conclusion) {
    return (
      <Section id="now" title={m.home.now}>
        <Card>
          <h3>
            <a href={`/conclusions/${conclusion.id}`}>{fill(m.home.happened['conclusion-issued'], { n: conclusion.number })}</a>
          </h3>
          <p className="small">{day(conclusion.on)}</p>
        </Card>
      </Section>
    );
  }
  if (!examination) {
    return (
      <Section id="now" title={m.home.now}>
        <EmptyState title={words.none.title} text={words.none.text} />
      </Section>
    );
  }
  return (
    <Section id="now" title={m.home.now} link={{ href: `/assessments/${examination.id}`, label: words.open }}>
      <Card>
        <h3>{fill(words.when, { day: day(examination.on), time: examination.at })}</h3>
        <p className="small">{fill(words.room, { room: examination.room })}</p>
        <ul className="mt-3 grid gap-2">
          {examination.sections.map(({ specialty, state, mine }) => (
            <li key={specialty} className="flex flex-wrap items-center justify-between gap-2">
              <span>
                {m.vocabulary.specialties[specialty]}
                {mine && <b> ({words.mine})</b>}
              </span>
              <StateTag tone={TONE[state]} text={words.sections[state]} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
