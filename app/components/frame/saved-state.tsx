import { useWords } from '~/i18n/words';
import type { Saving } from './autosave';

/** Where a form that saves itself stands, said aloud when it changes. */
export function SavedState({ saving, savedAt }: { saving: Saving; savedAt: string | null }) {
  const { m, fill, time } = useWords();
  const saved = savedAt ? fill(m.frame.saved, { time: time(savedAt) }) : m.frame.autosave.never;
  return (
    <span className="small" role="status" aria-live="polite">
      {saving === 'saved' ? saved : m.frame.autosave[saving]}
    </span>
  );
}
