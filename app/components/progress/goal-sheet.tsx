import type { GoalArea } from '~/domain/goals';
import type { HelpLevel, Place } from '~/domain/progress';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, Columns, Row, Rows, Section, Told } from '../ui/card';
import { DataList, EmptyState, Pager } from '../ui/list';
import { Notice } from '../ui/notice';
import { StateTag } from '../ui/state-tag';
import { GoalChart, GoalTable, type ChartedGoal } from './goal-chart';
import { toneOf, useMeasured, type Measured, type SaidDecision } from './measured';

interface TwoTexts {
  kk: string;
  ru: string;
}

export interface SheetGoal extends ChartedGoal {
  id: string;
  area: GoalArea;
  behaviour: TwoTexts;
  condition: TwoTexts;
  strategies: TwoTexts;
  home: TwoTexts;
  why: TwoTexts;
  consecutive: number;
}

export interface SheetEntry extends Measured {
  id: string;
  number: number;
  on: string;
  help: HelpLevel;
  place: Place | null;
  note: string;
  author: string | null;
  before: Measured | null;
  mayCorrect: boolean;
}

export interface GoalSheetProps {
  goal: SheetGoal;
  forFamily: boolean;
  points: (Measured & { on: string })[];
  decision: SaidDecision;
  entries: { rows: SheetEntry[]; total: number; next: string | null };
  /** Whether this is a later page of the records. */
  later: boolean;
  recorded: { id: string; number: number; unusual: boolean; mayCorrect: boolean } | null;
  mayRecord: boolean;
}

/** The page of a goal below its head. */
export function GoalSheet(props: GoalSheetProps) {
  const { goal, points, decision, recorded } = props;
  const { m } = useWords();
  const { sayDecision } = useMeasured();
  const words = m.progress.goal;
  const said = sayDecision(goal, decision);
  return (
    <>
      {recorded && (
        <div className="mb-4">
          <JustRecorded {...recorded} />
        </div>
      )}
      <Columns
        main={
          <>
            <Section id="course" title={words.says}>
              <Card>
                <p>
                  <StateTag tone={toneOf(decision)} text={said.short} />
                </p>
                <p className="mt-2 max-w-reading">{said.text}</p>
                <div className="mt-4">
                  <GoalChart goal={goal} points={points} decision={decision} size="large" />
                </div>
                {points.length > 0 && (
                  <div className="mt-2">
                    <GoalTable goal={goal} points={points} />
                  </div>
                )}
              </Card>
            </Section>
            <Section id="records" title={words.records}>
              <Records {...props} />
            </Section>
          </>
        }
        aside={<About goal={goal} />}
      />
    </>
  );
}

function JustRecorded({ id, number: n, unusual, mayCorrect }: NonNullable<GoalSheetProps['recorded']>) {
  const { m, fill, number } = useWords();
  const words = m.progress.goal;
  return (
    <Notice
      kind={unusual ? 'watch' : 'good'}
      role="status"
      title={fill(words.recorded, { n: number(n) })}
      action={mayCorrect ? <LinkButton href={`/entries/${id}/correction`}>{words.correct}</LinkButton> : undefined}
    >
      <p>{unusual ? words.unusual : words.recordedText}</p>
    </Notice>
  );
}

function About({ goal }: { goal: SheetGoal }) {
  const { m, day, count, inOwn } = useWords();
  const { say } = useMeasured();
  const words = m.progress.goal;
  const told = (['behaviour', 'condition', 'why', 'strategies', 'home'] as const).flatMap((part) => {
    const { text, lang } = inOwn(goal[part]);
    return text
      ? [
          {
            label: words[part],
            text: (
              <span lang={lang} className="whitespace-pre-line">
                {text}
              </span>
            ),
          },
        ]
      : [];
  });
  return (
    <Section id="about" title={words.about}>
      <Told items={told} />
      <div className="mt-4">
        <Rows>
          <Row label={words.baseline}>{say(goal, { value: goal.baseline })}</Row>
          <Row label={words.aim}>{count(goal.consecutive, words.inARow, { value: say(goal, { value: goal.target }) })}</Row>
          <Row label={words.due}>{day(goal.dueOn)}</Row>
        </Rows>
      </div>
    </Section>
  );
}

function Records({ goal, forFamily, entries, later, mayRecord }: GoalSheetProps) {
  const { m, fill, count, number, day } = useWords();
  const { say } = useMeasured();
  const words = m.progress.goal;
  if (entries.total === 0) {
    return (
      <EmptyState
        title={words.empty.title}
        text={forFamily ? words.empty.family : words.empty.record}
        action={mayRecord ? <LinkButton href={`/goals/${goal.id}/entries/new`}>{words.record}</LinkButton> : undefined}
      />
    );
  }
  const help = (entry: SheetEntry) => m.vocabulary.helpLevels[entry.help];
  const value = (entry: SheetEntry) => (
    <>
      {say(goal, entry)}
      {entry.before && <span className="small block">{fill(words.before, { value: say(goal, entry.before) })}</span>}
    </>
  );
  const family = [
    { head: words.day, names: true, cell: (entry: SheetEntry) => day(entry.on) },
    { head: words.value, cell: value },
    { head: words.help, cell: help },
  ];
  const numbered = (entry: SheetEntry) => (
    <>
      {day(entry.on)}
      <span className="small"> · {fill(words.number, { n: number(entry.number) })}</span>
    </>
  );
  const staff = [
    { head: words.day, names: true, cell: numbered },
    ...family.slice(1),
    { head: words.place, cell: (entry: SheetEntry) => (entry.place ? m.vocabulary.places[entry.place] : '—') },
    { head: words.note, cell: (entry: SheetEntry) => (entry.note ? <span className="whitespace-pre-line">{entry.note}</span> : '—') },
    {
      head: words.author,
      cell: (entry: SheetEntry) => (
        <>
          {entry.author}
          {entry.mayCorrect && (
            <a className="block" href={`/entries/${entry.id}/correction`} aria-label={fill(words.correctNumber, { n: number(entry.number) })}>
              {words.correct}
            </a>
          )}
        </>
      ),
    },
  ];
  const here = `/goals/${goal.id}`;
  return (
    <>
      <DataList caption={count(entries.total, words.count)} items={entries.rows} itemKey={(entry) => entry.id} columns={forFamily ? family : staff} />
      {(later || entries.next) && (
        <Pager
          label={m.frame.list.paging}
          count={fill(m.frame.list.shown, { shown: number(entries.rows.length), total: number(entries.total) })}
          first={later ? { href: `${here}#records`, label: m.frame.list.first } : undefined}
          next={entries.next ? { href: `${here}?after=${encodeURIComponent(entries.next)}#records`, label: m.frame.list.next } : undefined}
        />
      )}
    </>
  );
}
