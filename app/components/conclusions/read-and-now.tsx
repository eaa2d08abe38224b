import { changedParts, type ConclusionText } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { PartText } from './conclusion-sheet';

/** The text somebody was about to sign beside the one that stands now, part by part where they differ. */
export function ReadAndNow({ read, now }: { read: ConclusionText; now: ConclusionText }) {
  const { m } = useWords();
  const { fields, signing } = m.conclusions;
  return (
    <Notice kind="watch" title={signing.changedTitle}>
      <p>{signing.changedLead}</p>
      {changedParts(read, now).map((part) => (
        <Section key={part} title={fields[part]}>
          <div className="grid gap-4 mid:grid-cols-2">
            <div>
              <p className="small">{signing.youRead}</p>
              <PartText part={part} text={read} />
            </div>
            <div>
              <p className="small">{signing.standsNow}</p>
              <PartText part={part} text={now} />
            </div>
          </div>
        </Section>
      ))}
    </Notice>
  );
}
