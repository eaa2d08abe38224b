import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Columns, Section } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { DateField, NumberField } from '../ui/field';
import { DataList, EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';

interface Name {
  kk: string;
  ru: string;
  en: string;
}

export interface DeliveriesProps {
  services: { lineageId: string; name: Name; minutes: number }[];
  held: { id: string; on: string; name: Name; plannedMinutes: number; heldMinutes: number }[];
  fidelity: number | null;
  today: string;
  earliest: string;
  saved: boolean;
}

/** Which sessions of the plan took place: the form, and the last six weeks beside it. */
export function Deliveries({ services, held, fidelity, today, earliest, saved }: DeliveriesProps) {
  const { m, fill, count, number, day, inOwn } = useWords();
  const { error, typed, problem } = useProblem();
  const words = m.progress.delivery;
  if (services.length === 0) return <EmptyState title={words.empty.title} text={words.empty.text} />;
  return (
    <>
      <ProblemSummary labels={{ serviceLineageId: words.serviceLineageId, heldOn: words.heldOn, heldMinutes: words.heldMinutes }} />
      {saved && !problem && <Notice kind="good" role="status" title={words.saved} />}
      <Columns
        main={
          <Send className="form">
            <RadioGroup
              id="serviceLineageId"
              name="serviceLineageId"
              legend={words.serviceLineageId}
              error={error('serviceLineageId')}
              defaultValue={typed('serviceLineageId', services.length === 1 ? services[0]?.lineageId : '')}
              options={services.map((service) => ({ value: service.lineageId, label: fill(words.option, { name: inOwn(service.name).text, n: number(service.minutes) }) }))}
            />
            <DateField id="heldOn" label={words.heldOn} error={error('heldOn')} defaultValue={typed('heldOn', today)} min={earliest} max={today} />
            <NumberField id="heldMinutes" label={words.heldMinutes} hint={words.heldHint} min={0} max={480} unit={words.minutes} error={error('heldMinutes')} defaultValue={typed('heldMinutes')} />
            <Button kind="main">{words.submit}</Button>
          </Send>
        }
        aside={
          <Section id="held" title={words.records}>
            <p className="max-w-reading">{fidelity === null ? words.shareUnknown : fill(words.share, { n: number(Math.round(fidelity * 100)) })}</p>
            {held.length > 0 && (
              <DataList
                caption={count(held.length, words.count)}
                items={held}
                itemKey={(one) => one.id}
                columns={[
                  { head: words.heldOn, names: true, cell: (one) => day(one.on) },
                  { head: words.serviceLineageId, cell: (one) => inOwn(one.name).text },
                  { head: words.planned, number: true, cell: (one) => fill(m.frame.minutes, { n: number(one.plannedMinutes) }) },
                  { head: words.held, number: true, cell: (one) => (one.heldMinutes === 0 ? words.missed : fill(m.frame.minutes, { n: number(one.heldMinutes) })) },
                ]}
              />
            )}
          </Section>
        }
      />
    </>
  );
}
