import type { Next } from '~/domain/cases';
import type { Communication, InstructionLanguage } from '~/domain/children';
import type { Language } from '~/domain/languages';
import type { Stage } from '~/domain/stages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { PageHead, Tabs } from '../ui/page';
import { Stair } from '../ui/stair';
import { addressOf } from './next-step';

export interface ChildInCase {
  id: string;
  name: string;
  age: number;
  className: string | null;
  school: Record<Language, string> | null;
  instructionLanguage: InstructionLanguage;
  communication: Communication;
}

export interface StageInCase {
  stage: Stage;
  state: 'done' | 'now' | 'todo';
  on: string | null;
  number: number | null;
}

export interface CaseLinks {
  guardians: boolean;
  consents: boolean;
  team: boolean;
  request: string | null;
  referral: string | null;
  assessment: string | null;
  conclusion: string | null;
  extract: string | null;
  recommendations: boolean;
  history: boolean;
  plan: string | null;
  draft: string | null;
}

interface CaseHeadProps {
  child: ChildInCase;
  stair: StageInCase[];
  next: Next;
  access: number | null;
  links: CaseLinks;
  /** What the list of children is called for this reader. */
  list: string;
}

/** Who the child is, where the case stands, and the one button for the reader's next step. */
export function CaseHead({ child, stair, next, access, links, list }: CaseHeadProps) {
  const { m, count, fill, inOwn } = useWords();
  const words = m.home;
  const language = m.vocabulary.instructionLanguages[child.instructionLanguage].toLowerCase();
  const facts = [count(child.age, m.frame.years), child.className, child.school && inOwn(child.school).text, fill(words.learnsIn, { language })].filter(Boolean);
  return (
    <>
      <PageHead
        sticky
        title={child.name}
        breadcrumb={[{ label: list, href: '/children' }, { label: child.className ?? words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={
          <>
            {facts.join(' · ')}
            {access !== null && (
              <>
                {' · '}
                <a className="inline-flex items-center gap-1" href={`/children/${child.id}/access`}>
                  <Icon name="lock" />
                  {count(access, words.whoMaySee)}
                </a>
              </>
            )}
          </>
        }
        actions={next && 'step' in next ? <LinkButton kind="main" href={addressOf(next, child.id)}>{words.next[next.step].button}</LinkButton> : undefined}
      />
      <CaseStair stair={stair} />
      <div className="mt-6">
        <CaseTabs childId={child.id} links={links} />
      </div>
    </>
  );
}

function CaseStair({ stair }: { stair: StageInCase[] }) {
  const { m, fill, count, dayAndMonth } = useWords();
  const words = m.home.stair;
  const detail = ({ stage, on, number }: StageInCase): string | undefined => {
    if (stage === 'progress') return number ? count(number, words.progress) : undefined;
    if (!on) return undefined;
    if (stage === 'review') return fill(words.review, { day: dayAndMonth(on) });
    if (number && (stage === 'conclusion' || stage === 'plan')) return fill(words[stage], { n: number, day: dayAndMonth(on) });
    return dayAndMonth(on);
  };
  return (
    <Stair
      label={words.label}
      states={{ done: words.done, now: words.now, todo: words.todo }}
      steps={stair.map((step) => ({ label: m.children.stages[step.stage], state: step.state, detail: detail(step) }))}
    />
  );
}

function CaseTabs({ childId, links }: { childId: string; links: CaseLinks }) {
  const words = useWords().m.home.tabs;
  const at = (path: string, id: string | null) => (id ? `/${path}/${id}` : null);
  const tabs: [string | null, string][] = [
    [`/children/${childId}`, words.case],
    [links.guardians ? `/children/${childId}/guardians` : null, words.guardians],
    [links.consents ? `/children/${childId}/consents` : null, words.consents],
    [links.team ? `/children/${childId}/team` : null, words.team],
    [at('requests', links.request), words.request],
    [at('referrals', links.referral), words.referral],
    [at('assessments', links.assessment), words.assessment],
    [at('conclusions', links.conclusion), words.conclusion],
    [at('extracts', links.extract), words.extract],
    [links.recommendations ? `/children/${childId}/recommendations` : null, words.recommendations],
    [links.history ? `/children/${childId}/history` : null, words.history],
    [at('plans', links.plan), words.plan],
    [at('plans', links.draft), words.draft],
  ];
  return <Tabs label={words.label} items={tabs.flatMap(([href, label], index) => (href ? [{ href, label, current: index === 0 }] : []))} />;
}
