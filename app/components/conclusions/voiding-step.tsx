import { useWords } from '~/i18n/words';
import { ProblemSummary } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Row, Rows, Stack } from '../ui/card';
import { Hidden } from '../ui/field';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';

interface VoidingStepProps {
  voiding: {
    conclusionId: string;
    child: { id: string; name: string };
    number: number | null;
    issuedOn: string | null;
    version: number;
    reason: string;
    by: string;
    on: string;
    until: string;
  };
  title: string;
  lead: string;
  button: string;
  /** Why there is nothing to press. */
  whyNot: string | null;
  /** The other answer. */
  other?: { href: string; label: string };
}

/** One answer to a void that was asked for: which conclusion, who asked and why, and the one button. */
export function VoidingStep({ voiding, title, lead, button, whyNot, other }: VoidingStepProps) {
  const { m, day, fill } = useWords();
  const words = m.conclusions;
  const { conclusionId, child, number, issuedOn, version, reason, by, on, until } = voiding;
  const back = `/conclusions/${conclusionId}`;
  return (
    <Stack>
      <PageHead
        title={title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: words.one, href: back }, { label: title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={number !== null && issuedOn && fill(words.numbered, { number, day: day(issuedOn) })}
      />
      <ProblemSummary />
      <p className="max-w-reading">{lead}</p>
      <div className="max-w-reading">
        <Rows>
          <Row label={words.voiding.reason}><span className="whitespace-pre-line">{reason}</span></Row>
        </Rows>
        <p className="small">{[fill(words.voiding.asked, { name: by, day: day(on) }), fill(words.voiding.until, { day: day(until) })].join(' · ')}</p>
      </div>
      {whyNot ? (
        <Notice kind="readonly">{whyNot}</Notice>
      ) : (
        <Send>
          <Hidden name="version" value={version} />
          <Actions>
            <Button kind="danger">{button}</Button>
            <LinkButton kind="quiet" href={back}>{m.frame.back}</LinkButton>
          </Actions>
        </Send>
      )}
      {other && <p><a href={other.href}>{other.label}</a></p>}
    </Stack>
  );
}
