import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { LinkButton } from '../ui/button';
import { Stack, Told } from '../ui/card';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';

const TEXTS = ['strengths', 'needs', 'assistantTasks', 'familyAdvice'] as const;

/** The edit page of a conclusion that is issued: nothing to change, but what was typed meanwhile is given back to read. */
export function IssuedMeanwhile({ id }: { id: string }) {
  const { m } = useWords();
  const { typed } = useProblem();
  const { fields, form, page } = m.conclusions;
  const kept = TEXTS.flatMap((name) => (typed(name) ? [{ label: fields[name], text: <p className="whitespace-pre-line">{typed(name)}</p> }] : []));
  return (
    <Stack>
      <PageHead title={form.title} />
      <ProblemSummary />
      <Notice kind="readonly">{page.issued}</Notice>
      {kept.length > 0 && <Told items={kept} />}
      <LinkButton href={`/conclusions/${id}`}>{form.toPage}</LinkButton>
    </Stack>
  );
}
