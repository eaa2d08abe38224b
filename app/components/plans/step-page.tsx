import type { ReactNode } from 'react';
import type { Reason } from '~/domain/refusal';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Hidden } from '../ui/field';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';

interface StepPageProps {
  planId: string;
  /** The version that was read; the step is taken with it or not at all. */
  version?: number;
  child: string;
  title: string;
  /** The words of the one button; `buttons` stand instead of it. */
  button?: string;
  buttons?: ReactNode;
  danger?: boolean;
  /** Why the step cannot be taken now; the form is left out then. */
  whyNot: Reason | null;
  /** Where the plan is written, for steps that prepare a draft. */
  back?: 'edit' | 'sheet';
  /** Fields of the step, inside the form. */
  fields?: ReactNode;
  labels?: Record<string, string>;
  children?: ReactNode;
}

/** One step with a plan: what it does, and the button that does it; or the sentence that says why not. */
export function StepPage({ planId, version, child, title, button, buttons, danger, whyNot, back = 'edit', fields, labels, children }: StepPageProps) {
  const { m } = useWords();
  const { problem, sentence } = useProblem();
  const home = back === 'edit' ? { label: m.plans.studio.title, href: `/plans/${planId}/edit` } : { label: m.plans.one, href: `/plans/${planId}` };
  return (
    <>
      <PageHead title={title} meta={child} breadcrumb={[home, { label: title }]} breadcrumbLabel={m.frame.breadcrumb} />
      <ProblemSummary labels={labels} />
      <div className="mt-4 grid max-w-reading gap-4">
        {children}
        {whyNot ? (
          <>
            {problem?.reason !== whyNot && <Notice kind="watch" title={m.plans.steps.notNow}>{sentence(whyNot)}</Notice>}
            <div><LinkButton href={home.href}>{m.plans.toPlan}</LinkButton></div>
          </>
        ) : (
          <Send className="form">
            {version !== undefined && <Hidden name="version" value={version} />}
            {fields}
            <div className="actions">
              {buttons ?? <Button kind={danger ? 'danger' : 'main'}>{button}</Button>}
              <LinkButton kind="quiet" href={home.href}>{m.frame.cancel}</LinkButton>
            </div>
          </Send>
        )}
      </div>
    </>
  );
}
