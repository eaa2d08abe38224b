import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { Button, LinkButton } from '../ui/button';
import { Card, Row, Rows, Section, Stack } from '../ui/card';
import { ChartTable } from '../ui/chart-table';
import { NumberField, SelectField } from '../ui/field';
import { DataList } from '../ui/list';
import { Notice } from '../ui/notice';
import { TwoLines } from './two-lines';

const STEPS = ['received', 'booked', 'held', 'concluded', 'handed'] as const;

type Month = { month: string } & Record<(typeof STEPS)[number], number>;

interface LoadSheetProps {
  months: Month[];
  specialists: { userId: string; name: string; specialty: Specialty; thisMonth: number; year: number }[];
  hours: { perCase: number | null; cases: number; visits: number };
  waiting: { now: number; booked: number; oldest: number | null; median: number | null; medianSeen: number | null };
  norm: { population: number | null; norm: number; against: { times: number; needed: number } | null };
  people: { id: string; name: string; specialty: Specialty }[];
  leave: LeaveProps['leave'];
  asked: { personId: string; weeks: number };
  maySet: boolean;
}

/** How a figure is counted, closed until asked for. */
function How({ text }: { text: string }) {
  const { m } = useWords();
  return (
    <details className="mt-2">
      <summary className="small">{m.load.how}</summary>
      <p className="small max-w-reading">{text}</p>
    </details>
  );
}

/** Everything the head needs to see how heavy the work is. */
export function LoadSheet({ months, specialists, hours, waiting, norm, people, leave, asked, maySet }: LoadSheetProps) {
  return (
    <Stack>
      <ByMonth months={months} />
      <Waiting waiting={waiting} />
      <Leave people={people} leave={leave} asked={asked} />
      <BySpecialist specialists={specialists} />
      <Hours hours={hours} />
      <Norm norm={norm} maySet={maySet} />
    </Stack>
  );
}

function ByMonth({ months }: { months: Month[] }) {
  const { m, fill, number } = useWords();
  const words = m.load.months;
  const label = (month: string) => `${month.slice(5)}.${month.slice(0, 4)}`;
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return null;
  const begun = months.findIndex((row) => STEPS.some((step) => row[step] > 0));
  return (
    <Section id="months" title={words.title}>
      <div className="max-w-reading">
        <TwoLines
          labels={months.map(({ month }) => label(month))}
          full={{ values: months.map(({ received }) => received), label: words.steps.received }}
          dashed={{ values: months.map(({ concluded }) => concluded), label: words.steps.concluded }}
          label={fill(words.chart, { from: label(first.month), to: label(last.month), received: number(last.received), concluded: number(last.concluded) })}
          say={number}
        />
      </div>
      <div className="mt-2">
        <DataList
          caption={words.title}
          captionHidden
          items={months.slice(begun === -1 ? -1 : begun).reverse()}
          itemKey={({ month }) => month}
          columns={[
            { head: words.month, names: true, cell: ({ month }) => label(month) },
            ...STEPS.map((step) => ({ head: words.steps[step], number: true, cell: (row: Month) => number(row[step]) })),
          ]}
        />
      </div>
      <How text={words.how} />
    </Section>
  );
}

function Waiting({ waiting }: Pick<LoadSheetProps, 'waiting'>) {
  const { m, number, count } = useWords();
  const words = m.load.waiting;
  const days = (value: number | null) => (value === null ? '—' : count(Math.round(value), words.days));
  return (
    <Section id="waiting" title={words.title}>
      <Card>
        <Rows>
          <Row label={words.now}>{number(waiting.now)}</Row>
          <Row label={words.booked}>{number(waiting.booked)}</Row>
          <Row label={words.median}>{days(waiting.median)}</Row>
          <Row label={words.oldest}>{days(waiting.oldest)}</Row>
          <Row label={words.medianSeen}>{days(waiting.medianSeen)}</Row>
        </Rows>
        <How text={words.how} />
      </Card>
    </Section>
  );
}

interface LeaveProps {
  people: LoadSheetProps['people'];
  leave: {
    name: string;
    weeks: number;
    forecast: { weeks: { week: number; usual: number; onLeave: number }[]; lost: number; longer: number; wait: { usual: number; onLeave: number } } | null;
  } | null;
  asked: { personId: string; weeks: number };
}

function Leave({ people, leave, asked }: LeaveProps) {
  const { m, fill, number, count } = useWords();
  const words = m.load.leave;
  if (people.length === 0) return null;
  const end = leave?.forecast?.weeks[leave.weeks];
  return (
    <Section id="leave" title={words.title}>
      <form method="get" action="/load#leave" className="filters">
        <SelectField id="person" label={words.person} defaultValue={asked.personId} options={people.map(({ id, name, specialty }) => ({ value: id, label: `${name}, ${m.vocabulary.specialties[specialty]}` }))} />
        <NumberField id="weeks" label={words.weeks} hint={words.weeksHint} defaultValue={asked.weeks} min={1} max={26} />
        <Button>{words.submit}</Button>
      </form>
      {leave && !leave.forecast && <Notice>{words.unknown}</Notice>}
      {leave?.forecast && end && (
        <Card>
          <div className="max-w-reading">
            <TwoLines
              labels={leave.forecast.weeks.map(({ week }) => (week === 0 ? words.today : String(week)))}
              full={{ values: leave.forecast.weeks.map(({ onLeave }) => onLeave), label: words.onLeave }}
              dashed={{ values: leave.forecast.weeks.map(({ usual }) => usual), label: words.usual }}
              label={fill(words.chart, { name: leave.name, weeks: number(leave.weeks), usual: number(end.usual), onLeave: number(end.onLeave) })}
              say={number}
            />
          </div>
          <Rows>
            <Row label={words.lost}>{number(leave.forecast.lost)}</Row>
            <Row label={words.longer}>{count(leave.forecast.longer, words.children)}</Row>
            <Row label={words.waitUsual}>{count(leave.forecast.wait.usual, words.weeksOf)}</Row>
            <Row label={words.waitLeave}>{count(leave.forecast.wait.onLeave, words.weeksOf)}</Row>
          </Rows>
          <ChartTable
            summary={m.load.months.table}
            caption={words.title}
            heads={[words.week, words.usual, words.onLeave]}
            rows={leave.forecast.weeks.map(({ week, usual, onLeave }) => [week === 0 ? words.today : number(week), number(usual), number(onLeave)])}
          />
        </Card>
      )}
      <How text={words.how} />
    </Section>
  );
}

function BySpecialist({ specialists }: Pick<LoadSheetProps, 'specialists'>) {
  const { m, number } = useWords();
  const words = m.load.specialists;
  return (
    <Section id="specialists" title={words.title}>
      {specialists.length === 0 ? (
        <p className="small">{words.empty}</p>
      ) : (
        <DataList
          caption={words.title}
          captionHidden
          items={specialists}
          itemKey={({ userId, specialty }) => `${userId} ${specialty}`}
          columns={[
            { head: words.name, names: true, cell: ({ name }) => name },
            { head: words.specialty, cell: ({ specialty }) => m.vocabulary.specialties[specialty] },
            { head: words.thisMonth, number: true, cell: ({ thisMonth }) => number(thisMonth) },
            { head: words.year, number: true, cell: ({ year }) => number(year) },
          ]}
        />
      )}
      <How text={words.how} />
    </Section>
  );
}

function Hours({ hours }: Pick<LoadSheetProps, 'hours'>) {
  const { m, number } = useWords();
  const words = m.load.hours;
  return (
    <Section id="hours" title={words.title}>
      <Card>
        <Rows>
          <Row label={words.perCase}>{hours.perCase === null ? words.none : number(hours.perCase)}</Row>
          <Row label={words.cases}>{number(hours.cases)}</Row>
          <Row label={words.visits}>{number(hours.visits)}</Row>
        </Rows>
        <How text={words.how} />
      </Card>
    </Section>
  );
}

function Norm({ norm, maySet }: Pick<LoadSheetProps, 'norm' | 'maySet'>) {
  const { m, fill, number } = useWords();
  const words = m.load.norm;
  return (
    <Section id="norm" title={words.title}>
      <Card>
        <Rows>
          <Row label={words.population}>{norm.population === null ? words.unknown : number(norm.population)}</Row>
          <Row label={words.norm}>{number(norm.norm)}</Row>
          {norm.against && <Row label={words.times}>{fill(words.timesOf, { n: number(norm.against.times) })}</Row>}
          {norm.against && <Row label={words.needed}>{number(norm.against.needed)}</Row>}
        </Rows>
        {maySet && norm.population === null && <div className="mt-2"><LinkButton href="/load/settings">{words.set}</LinkButton></div>}
        <How text={words.how} />
      </Card>
    </Section>
  );
}
