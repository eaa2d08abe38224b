import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Notice } from '../ui/notice';

export interface Asked {
  id: string;
  reason: string;
  by: string;
  on: string;
  until: string;
  mine: boolean;
}

/** A void that waits for a second person: who asked, why, and where to answer. */
export function VoidingAsked({ voiding }: { voiding: Asked }) {
  const { m, day, fill } = useWords();
  const words = m.conclusions.page;
  const { id, reason, by, on, until, mine } = voiding;
  return (
    <Notice
      kind="watch"
      title={fill(words.voidingAsked, { name: by, day: day(on), until: day(until) })}
      action={<LinkButton href={`/voidings/${id}/${mine ? 'dropping' : 'confirmation'}`}>{mine ? words.voidingMine : words.voidingAnswer}</LinkButton>}
    >
      <p className="whitespace-pre-line">{fill(words.voidingReason, { reason })}</p>
    </Notice>
  );
}
