import { useActionData } from '@remix-run/react';
import type { Reason } from '~/domain/refusal';
import { useWords } from '~/i18n/words';
import { ConflictView } from '../ui/conflict';
import { ErrorSummary } from '../ui/error-summary';
import { usePage } from './page-context';

/** What an action answered when a form could not be acted on; the shape of app/http/problem.ts. */
interface Problem {
  reason?: Reason;
  values?: Record<string, string | number>;
  fields?: Record<string, Reason>;
  fieldValues?: Record<string, Record<string, string | number>>;
  typed: Record<string, string[]>;
  theirs?: Record<string, string>;
}

/** A field's name as an id: `goals[0].title` → `goals-0-title`. */
export function idOf(name: string): string {
  return name.replaceAll(/[^\w-]+/g, '-').replace(/-$/, '');
}

/**
 * The answer to the form that was sent, for its page: `error(name)` at a field, `typed(name, otherwise)` as its content,
 * `all(name)` for repeated fields.
 */
export function useProblem() {
  const problem = useActionData() as Problem | undefined;
  const { m, fill, weekday } = useWords();
  const { weekday: which, ...values } = problem?.values ?? {};
  const sentence = (reason: Reason, own: Record<string, string | number> = {}) =>
    fill(m.refusals[reason], { ...values, ...own, ...(which === undefined ? {} : { weekday: weekday(which) }) });
  return {
    problem,
    error: (name: string) => {
      const reason = problem?.fields?.[name];
      return reason ? sentence(reason, problem?.fieldValues?.[name]) : undefined;
    },
    typed: (name: string, otherwise: string | number | null | undefined = '') => problem?.typed[name]?.[0] ?? (problem ? '' : String(otherwise ?? '')),
    all: (name: string, otherwise: string[] = []) => (problem ? (problem.typed[name] ?? []) : otherwise),
    sentence,
  };
}

/** The error summary of a form. `labels` names the fields, so that a link says where it leads. */
export function ProblemSummary({ labels = {} }: { labels?: Record<string, string> }) {
  const { problem, sentence } = useProblem();
  const { m } = useWords();
  if (!problem || (!problem.reason && !problem.fields)) return null;
  const errors = Object.entries(problem.fields ?? {}).map(([name, reason]) => {
    const label = labels[name] ?? labels[name.replaceAll(/\[\d+\]/g, '[]')];
    const said = sentence(reason, problem.fieldValues?.[name]);
    return { href: `#${idOf(name)}`, text: label ? `${label}: ${said}` : said };
  });
  return (
    <ErrorSummary title={m.frame.errors.title} errors={errors}>
      {problem.reason ? <p>{sentence(problem.reason)}</p> : null}
    </ErrorSummary>
  );
}

/** Whether the form came back because somebody else saved first. */
export function useConflict(): boolean {
  return useProblem().problem?.theirs !== undefined;
}

/**
 * The page of a conflict: both texts of each field that differs, and what stays. Shown instead of the form; everything
 * else that was typed goes along unseen, and the form answers to the version the record holds now.
 */
export function Conflict({ labels }: { labels: Record<string, string> }) {
  const { problem } = useProblem();
  const { m } = useWords();
  const { as, key } = usePage();
  if (!problem?.theirs) return null;
  const { theirs, typed } = problem;
  const clashing = Object.keys(labels).filter((name) => theirs[name] !== undefined && theirs[name] !== (typed[name]?.[0] ?? ''));
  const carried = Object.entries(typed)
    .filter(([name]) => !clashing.includes(name) && name !== 'version')
    .flatMap(([name, values]) => values.map((value) => ({ name, value })));
  const frame = [{ name: 'as', value: as ?? '' }, { name: 'key', value: key }, { name: 'version', value: theirs.version ?? '' }];
  return (
    <ConflictView
      title={m.frame.conflict.title}
      text={<p>{m.frame.conflict.text}</p>}
      fields={clashing.map((name) => ({ name, label: labels[name] ?? name, mine: typed[name]?.[0] ?? '', theirs: theirs[name] ?? '' }))}
      hidden={[...frame, ...carried]}
      texts={{
        mine: m.frame.conflict.yours,
        theirs: m.frame.conflict.record,
        choose: m.frame.conflict.text,
        keepMine: m.frame.conflict.mine,
        takeTheirs: m.frame.conflict.theirs,
        merge: m.frame.conflict.merge,
        merged: m.frame.conflict.merge,
        submit: m.frame.save,
      }}
    />
  );
}
