import type { Relation } from '~/domain/conclusions';
import { FAMILY_ANSWERS, type ConsentManner, type FamilyAnswer } from '~/domain/family-answers';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Card, Section, Timeline } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { DateField, SelectField, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';

export interface AnswerLine {
  id: string;
  guardian: string;
  relation: Relation;
  answer: FamilyAnswer;
  comment: string;
  manner: ConsentManner;
  answeredOn: string;
  counts: boolean;
}

export interface Appeal {
  text: { kk: string; ru: string };
  act: { kk: string; ru: string };
  term: { days: number; byLaw: boolean } | null;
}

interface Guardian {
  id: string;
  name: string;
  relation: Relation;
}

/** A guardian's own answer, or with `guardians` one on paper that the PMPC writes down. */
export function AnswerForm({ guardians, today }: { guardians: Guardian[] | null; today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.handovers.answers;
  if (guardians?.length === 0) return <Notice kind="watch">{m.handovers.noGuardians}</Notice>;
  const choices = guardians ? words.paperChoices : words.choices;
  return (
    <>
      <ProblemSummary labels={{ guardianId: words.guardian, answeredOn: words.answeredOn, answer: words.answer, comment: words.comment }} />
      <Send className="form">
        {guardians && (
          <>
            <SelectField
              id="guardianId"
              label={words.guardian}
              empty={m.frame.choose}
              error={error('guardianId')}
              defaultValue={typed('guardianId')}
              options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
            />
            <DateField id="answeredOn" max={today} label={words.answeredOn} error={error('answeredOn')} defaultValue={typed('answeredOn', today)} />
          </>
        )}
        <RadioGroup
          id="answer"
          name="answer"
          legend={words.answer}
          error={error('answer')}
          defaultValue={typed('answer')}
          options={FAMILY_ANSWERS.map((value) => ({ value, label: choices[value] }))}
        />
        <TextArea id="comment" rows={4} label={words.comment} hint={words.commentHint} error={error('comment')} defaultValue={typed('comment')} />
        <Button kind="main">{guardians ? words.record : words.submit}</Button>
      </Send>
    </>
  );
}

/** Every answer, latest first; of each guardian the newest counts. `named`: a reader of several people's answers is told whose each is. */
export function AnswerLines({ lines, named }: { lines: AnswerLine[]; named: boolean }) {
  const { m, fill, day } = useWords();
  const words = m.handovers.answers;
  if (lines.length === 0) return <p className="small">{words.none}</p>;
  return (
    <Timeline
      items={lines.map(({ id, guardian, relation, answer, comment, manner, answeredOn, counts }) => ({
        id,
        when: day(answeredOn),
        dateTime: answeredOn,
        text: (
          <>
            <p>
              {[named ? fill(words.who, { name: guardian, relation: m.vocabulary.relations[relation] }) : null, words.paperChoices[answer]].filter(Boolean).join(': ')}
              <span className="small">{[manner === 'paper' ? ` · ${words.paper}` : '', counts ? ` · ${words.standing}` : ''].join('')}</span>
            </p>
            {comment && <p className="max-w-reading whitespace-pre-line">{comment}</p>}
          </>
        ),
      }))}
    />
  );
}

/** How to appeal. A term that no act is known to set is told as the usual one. */
export function AppealNote({ appeal: { act, term, text } }: { appeal: Appeal }) {
  const { m, fill, count, inOwn } = useWords();
  const words = m.handovers.appeal;
  const told = inOwn(text);
  const basis = inOwn(act);
  return (
    <Section title={words.title}>
      <div className="grid gap-2 max-w-reading">
        <p>{words.inside}</p>
        <p lang={told.lang}>{told.text}</p>
        {term && <p>{[count(term.days, term.byLaw ? words.termByLaw : words.term), term.byLaw ? null : words.unchecked].filter(Boolean).join(' ')}</p>}
        <p className="small" lang={basis.lang}>{fill(words.act, { act: basis.text })}</p>
      </div>
    </Section>
  );
}

interface AftermathProps {
  conclusionId: string;
  answers: AnswerLine[];
  appeal: Appeal;
  can: { handOver: boolean; answer: 'own' | 'paper' | null };
  isParent: boolean;
}

/** What follows an issue, on the page of a conclusion: the family's answer, how to appeal, and the journal of issue. */
export function Aftermath({ conclusionId, answers, appeal, can, isParent }: AftermathProps) {
  const { m } = useWords();
  const words = m.handovers.answers;
  const base = `/conclusions/${conclusionId}`;
  const button = can.answer === 'paper' ? words.recordPaper : answers.length > 0 ? words.change : words.give;
  return (
    <Section title={words.title}>
      <Card>
        <AnswerLines lines={answers} named={!isParent} />
        {(can.answer || can.handOver) && (
          <div className="actions mt-3">
            {can.answer && <LinkButton kind={isParent && answers.length === 0 ? 'main' : 'plain'} href={`${base}/answer`}>{button}</LinkButton>}
            {can.handOver && <LinkButton href={`${base}/handover`}>{m.handovers.one}</LinkButton>}
          </div>
        )}
      </Card>
      {isParent && <div className="mt-4"><AppealNote appeal={appeal} /></div>}
    </Section>
  );
}
