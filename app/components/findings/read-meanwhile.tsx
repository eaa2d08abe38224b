import { useWords } from '~/i18n/words';
import { useProblem } from '../frame/problem';
import { Hidden } from '../ui/field';
import { Notice } from '../ui/notice';

/** Carries what was read before a signature, so that it can be laid beside the text if that has changed by then. */
export function ReadFields({ recorded }: { recorded: Record<string, string> }) {
  return Object.entries(recorded).filter(([name]) => name !== 'version').map(([name, value]) => <Hidden key={name} name={`read.${name}`} value={value} />);
}

/** After a signature on a text that has changed meanwhile: what was read and what stands now, field by field. */
export function ReadMeanwhile({ labels }: { labels: Record<string, string> }) {
  const { problem } = useProblem();
  const { m } = useWords();
  const words = m.findings.signing;
  if (!problem?.theirs) return null;
  const { theirs, typed } = problem;
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(typed).map((name) => name.replace(/^read\./, ''))])];
  const changed = names.filter((name) => name !== 'version' && (typed[`read.${name}`]?.[0] ?? '') !== (theirs[name] ?? ''));
  return (
    <div className="grid gap-4">
      <Notice kind="watch" role="alert" title={words.changed}><p>{words.changedText}</p></Notice>
      {changed.map((name) => (
        <section key={name} className="card card-part conflict">
          <h2 className="mb-2">{labels[name] ?? name}</h2>
          <div className="versions">
            <div className="version"><p className="small">{words.read}</p><p className="whitespace-pre-line break-words">{typed[`read.${name}`]?.[0] || '—'}</p></div>
            <div className="version"><p className="small">{words.now}</p><p className="whitespace-pre-line break-words">{theirs[name] || '—'}</p></div>
          </div>
        </section>
      ))}
    </div>
  );
}
