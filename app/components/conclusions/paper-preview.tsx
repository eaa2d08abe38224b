import type { Messages } from '~/i18n/messages';
import { useWords, WordsProvider } from '~/i18n/words';
import { Section } from '../ui/card';
import { ConclusionPaper, type PrintedConclusion } from './conclusion-paper';

interface PaperPreviewProps {
  conclusion: PrintedConclusion;
  /** `messages` are null when the form speaks the reader's own language. */
  preview: { language: 'kk' | 'ru'; messages: Messages | null };
}

/** The printed form as the saved draft fills it, in either official language, beside the form that fills it. */
export function PaperPreview({ conclusion, preview }: PaperPreviewProps) {
  const { m } = useWords();
  const { form } = m.conclusions;
  const { language, messages } = preview;
  return (
    <div className="wide:sticky wide:top-0 wide:max-h-screen wide:overflow-y-auto">
      <Section id="preview" title={form.previewTitle}>
        <p className="small">{form.previewLead}</p>
        <nav className="actions mt-2" aria-label={form.previewLanguage}>
          <a href="?preview=kk#preview" aria-current={language === 'kk' ? 'true' : undefined}>{form.previewKk}</a>
          <a href="?preview=ru#preview" aria-current={language === 'ru' ? 'true' : undefined}>{form.previewRu}</a>
        </nav>
        <div className="mt-4">
          <WordsProvider language={language} messages={messages ?? m}>
            <ConclusionPaper conclusion={conclusion} within />
          </WordsProvider>
        </div>
      </Section>
    </div>
  );
}
