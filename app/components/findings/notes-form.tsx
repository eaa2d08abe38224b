import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Hidden, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';

/** The author's raw notes; read-only once the examination is over. */
export function NotesForm({ body, version, mayEdit }: { body: string; version: number; mayEdit: boolean }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const clashes = useConflict();
  const words = m.findings.notes;
  if (clashes) return <Conflict labels={{ body: words.body }} />;
  if (!mayEdit) {
    return (
      <>
        <Notice kind="readonly">{words.readonly}</Notice>
        <p className="mt-4 max-w-reading whitespace-pre-line break-words">{body || m.findings.page.nothing}</p>
      </>
    );
  }
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <Hidden name="version" value={typed('version', version)} />
        <TextArea id="body" rows={16} label={words.body} error={error('body')} defaultValue={typed('body', body)} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}
