import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { Section, Told } from '../ui/card';
import { Prose } from './conclusion-sheet';

export interface SectionText {
  specialty: Specialty;
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
}

/** The signed pedagogical sections beside the draft, folded. */
export function SectionTexts({ sections }: { sections: SectionText[] }) {
  const { m } = useWords();
  const { fields, form } = m.conclusions;
  return (
    <Section id="sections" title={form.fromSections}>
      {sections.length === 0 && <p className="small">{form.noSections}</p>}
      {sections.map(({ specialty, ...texts }) => (
        <details key={specialty}>
          <summary>{m.vocabulary.specialties[specialty]}</summary>
          <Told
            items={(['strengths', 'needs', 'helps', 'recommendations'] as const).map((part) => ({ label: fields[part], text: <Prose text={texts[part]} /> }))}
          />
        </details>
      ))}
    </Section>
  );
}
