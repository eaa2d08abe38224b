import { INSTRUCTION_LANGUAGES, OWN_TIME, slotField, type InstructionLanguage } from '~/domain/visits';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Section } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { DateField, Hidden, NumberField, SelectField, TextArea, TextField } from '../ui/field';
import { EmptyState, Pager } from '../ui/list';
import { Notice } from '../ui/notice';

interface OfferedSlot {
  day: string;
  startsAt: string;
  endsAt: string;
  roomId: string;
  crewId: string;
  room: string;
  crew: string;
}

export interface Offers {
  from: string;
  to: string;
  earlier: string | null;
  later: string;
  crewId: string | null;
  slots: OfferedSlot[];
  rooms: { id: string; name: string }[];
  crews: { id: string; name: string }[];
  minutes: number;
  today: string;
}

interface SlotFormProps {
  /** The address of this page, for its filters. */
  address: string;
  offers: Offers;
  language: InstructionLanguage;
  /** For a visit that is moved: the version it was opened at. */
  moving?: { version: number };
}

/** A week of free times to choose from, or a day and time of one's own. */
export function SlotForm({ address, offers, language, moving }: SlotFormProps) {
  const { m, fill, day, weekday } = useWords();
  const { error, typed, problem } = useProblem();
  const words = m.visits.booking;
  if (offers.rooms.length === 0 || offers.crews.length === 0) {
    return <EmptyState title={words.noDesk} action={<LinkButton kind="main" href="/desk">{words.openDesk}</LinkButton>} />;
  }
  const placeOf = ({ room, crew }: OfferedSlot) => [fill(m.visits.day.place, { room }), crew].join(' · ');
  const groups: { on: string; place: string; slots: OfferedSlot[] }[] = [];
  for (const slot of offers.slots) {
    const known = groups.find(({ on, place }) => on === slot.day && place === placeOf(slot));
    if (known) known.slots.push(slot);
    else groups.push({ on: slot.day, place: placeOf(slot), slots: [slot] });
  }
  const week = fill(words.week, { from: day(offers.from), to: day(offers.to) });
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const weekAt = (from: string) => `${address}?${new URLSearchParams({ from, ...(offers.crewId ? { crew: offers.crewId } : {}) })}`;
  const version = problem?.theirs?.version ?? moving?.version;
  return (
    <div className="stack">
      <ProblemSummary labels={{ ...words, slot: words.slot }} />
      <form className="filters" method="get" action={address} role="search" aria-label={words.filters}>
        <SelectField id="filter-crew" name="crew" label={words.crew} defaultValue={offers.crewId ?? ''} options={[{ value: '', label: words.anyCrew }, ...offers.crews.map(named)]} />
        <DateField id="filter-from" name="from" label={words.from} min={offers.today} defaultValue={offers.from} />
        <Button>{words.show}</Button>
      </form>
      <Send className="form">
        {version !== undefined && <Hidden name="version" value={version} />}
        <Section id="times" title={week}>
          <div className="grid gap-5">
            {groups.length === 0 && <Notice kind="info" title={words.none}>{words.noneText}</Notice>}
            {groups.map(({ on, place, slots }, index) => (
              <RadioGroup
                key={`${on} ${place}`}
                id={index === 0 ? 'slot' : `slot-${index + 1}`}
                name="slot"
                layout="chips"
                legend={<>{weekday(on)}, {day(on)}<span className="small font-normal block">{place}</span></>}
                error={index === 0 ? error('slot') : undefined}
                defaultValue={typed('slot')}
                options={slots.map((slot) => ({ value: slotField(slot), label: fill(m.visits.day.at, { from: slot.startsAt, to: slot.endsAt }) }))}
              />
            ))}
          </div>
        </Section>
        <Pager
          label={words.filters}
          count={week}
          first={offers.earlier ? { href: weekAt(offers.earlier), label: words.earlier } : undefined}
          next={{ href: weekAt(offers.later), label: words.later }}
        />
        <Section id="own" title={words.ownFields}>
          <div className="grid gap-5">
            <RadioGroup
              id={groups.length === 0 ? 'slot' : 'slot-own'}
              name="slot"
              legend={words.ownTime}
              legendHidden
              error={groups.length === 0 ? error('slot') : undefined}
              defaultValue={typed('slot', groups.length === 0 ? OWN_TIME : '')}
              options={[{ value: OWN_TIME, label: words.ownTime, hint: words.ownTimeHint }]}
            />
            <DateField id="visitOn" label={words.visitOn} min={offers.today} error={error('visitOn')} defaultValue={typed('visitOn')} />
            <TextField id="startsAt" short label={words.startsAt} hint={words.timeHint} error={error('startsAt')} defaultValue={typed('startsAt')} inputProps={{ inputMode: 'numeric', autoComplete: 'off' }} />
            <NumberField id="minutes" label={words.minutes} hint={words.minutesHint} min={20} max={60} unit={words.minutesUnit} error={error('minutes')} defaultValue={typed('minutes', offers.minutes)} />
            <SelectField id="roomId" label={words.roomId} empty={m.frame.choose} error={error('roomId')} defaultValue={typed('roomId')} options={offers.rooms.map(named)} />
            <SelectField id="crewId" label={words.crewId} empty={m.frame.choose} error={error('crewId')} defaultValue={typed('crewId', offers.crewId)} options={offers.crews.map(named)} />
          </div>
        </Section>
        <SelectField
          id="language"
          label={words.language}
          error={error('language')}
          defaultValue={typed('language', language)}
          options={INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }))}
        />
        {moving && <TextArea id="reason" label={words.reason} rows={2} maxLength={500} error={error('reason')} defaultValue={typed('reason')} />}
        <Button kind="main">{moving ? words.submitMove : words.submit}</Button>
      </Send>
    </div>
  );
}
