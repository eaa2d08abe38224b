import { useLoaderData } from '@remix-run/react';
import { CaseAside } from '~/components/cases/case-aside';
import { CaseHead } from '~/components/cases/case-head';
import { ExaminationNow } from '~/components/cases/examination-now';
import { GoalsNow } from '~/components/cases/goals-now';
import { Happenings } from '~/components/cases/happenings';
import { FamilyPage } from '~/components/family/family-page';
import type { Handle } from '~/components/frame/handle';
import { Columns } from '~/components/ui/card';
import { HAPPENING_GROUPS, momentOf } from '~/domain/cases';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openCase } from '~/services/cases.server';
import { openFamily } from '~/services/family.server';

export const handle: Handle = { title: (m) => m.home.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const { role } = ctx.actor;
  if (role === 'parent') return { family: await openFamily(ctx, param('childId')), caseOf: null };
  const group = HAPPENING_GROUPS.find((one) => one === url.searchParams.get('kind')) ?? null;
  const before = momentOf(url.searchParams.get('before'));
  return { family: null, caseOf: { ...(await openCase(ctx, param('childId'), { group, before })), group, later: before !== null, role } };
});

export default function Child() {
  const { family, caseOf } = useLoaderData<typeof loader>();
  const { m } = useWords();
  if (family) return <FamilyPage {...family} />;
  const { child, goals, role } = caseOf;
  const titles = m.children.titles;
  const list = role === 'school_coordinator' ? titles.school_coordinator : role === 'teacher' || role === 'assistant' ? titles.own : titles.pmpc;
  return (
    <>
      <CaseHead child={child} stair={caseOf.stair} next={caseOf.next} access={caseOf.access} links={caseOf.links} list={list} />
      <Columns
        main={
          <>
            {goals ? <GoalsNow goals={goals} plan={caseOf.links.plan} mayRecord={caseOf.mayRecord} /> : <ExaminationNow examination={caseOf.examination} conclusion={caseOf.conclusion} />}
            <Happenings childId={child.id} rows={caseOf.happenings} older={caseOf.older} group={caseOf.group} later={caseOf.later} today={caseOf.today} />
          </>
        }
        aside={
          <CaseAside
            today={caseOf.today}
            next={caseOf.next}
            childVoice={caseOf.childVoice}
            strengths={caseOf.strengths}
            support={caseOf.support}
            knowsPlan={goals !== null}
            services={caseOf.services}
            assistant={caseOf.assistant}
            dates={caseOf.dates}
            team={caseOf.team}
          />
        }
      />
    </>
  );
}
