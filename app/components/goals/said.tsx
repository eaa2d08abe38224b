import type { Texts } from '~/domain/goals';
import { useWords } from '~/i18n/words';

/** A text of the record in the reader's language where it exists, else in the one it was written in, marked as such. */
export function Said({ texts }: { texts: Texts }) {
  const { language, inOwn } = useWords();
  const { text, lang } = inOwn(texts);
  if (lang === language || text === '') return <>{text}</>;
  return <span lang={lang}>{text}</span>;
}

/** Several lines of text as they were written. */
export function Lines({ texts }: { texts: Texts }) {
  const { inOwn, language } = useWords();
  const { text, lang } = inOwn(texts);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return <Said texts={texts} />;
  return (
    <ul className="list" lang={lang === language ? undefined : lang}>
      {lines.map((line, index) => <li key={index}>{line}</li>)}
    </ul>
  );
}
