import type { Part } from '~/domain/conclusions';
import type { Specialty } from '~/domain/permissions';
import type { Reason } from '~/domain/refusal';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { StateTag, type Tone } from '../ui/state-tag';

export interface Signature {
  name: string;
  specialty: Specialty;
  state: 'signed' | 'outdated' | 'waiting' | 'section-open' | 'not-needed';
  at: string | null;
}

export interface Quorum {
  signed: number;
  needed: number;
  missing: Part[];
  whyNot: Reason | null;
}

const TONE: Record<Signature['state'], Tone> = { signed: 'good', outdated: 'watch', waiting: 'review', 'section-open': 'draft', 'not-needed': 'draft' };

/** Who of the team has signed, and when. */
export function Signatures({ team }: { team: Signature[] }) {
  const { m, moment } = useWords();
  const words = m.conclusions.signatures;
  return (
    <Section id="signatures" title={m.conclusions.fields.signatures}>
      {team.length === 0 ? (
        <p className="small">{words.none}</p>
      ) : (
        <ul className="grid gap-4">
          {team.map(({ name, specialty, state, at }) => (
            <li key={specialty}>
              <p>{name}</p>
              <p className="small">{m.vocabulary.specialties[specialty]}</p>
              <p className="mt-1"><StateTag tone={TONE[state]} text={words.states[state]} /></p>
              {at && <p className="small">{moment(at)}</p>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What stands between the draft and its issue, in words. */
export function QuorumNotice({ quorum, outdated, editHref }: { quorum: Quorum; outdated: boolean; editHref: string | null }) {
  const { m, fill, number } = useWords();
  const words = m.conclusions.signatures;
  const { signed, needed, missing, whyNot } = quorum;
  const isOpen = whyNot !== null && whyNot !== 'conclusion.incomplete';
  return (
    <Notice kind={whyNot ? 'needs' : 'good'} title={fill(words.progress, { signed: number(signed), needed: number(needed) })}>
      {whyNot === null && <p>{words.ready}</p>}
      {outdated && <p>{words.outdated}</p>}
      {missing.length > 0 && (
        <>
          <p>{words.missing}</p>
          <ul className="list">
            {missing.map((part) => (
              <li key={part}>{editHref ? <a href={`${editHref}#${ANCHOR[part]}`}>{m.conclusions.fields[part]}</a> : m.conclusions.fields[part]}</li>
            ))}
          </ul>
        </>
      )}
      {isOpen && <p>{fill(m.refusals[whyNot], { needed })}</p>}
    </Notice>
  );
}

const ANCHOR: Record<Part, string> = {
  strengths: 'strengths',
  needs: 'needs',
  programme: 'programme',
  studyForm: 'studyForm',
  assistant: 'assistantNeeded',
  validUntil: 'validUntil',
  nextExamOn: 'nextExamOn',
};
