import { useWords } from '~/i18n/words';
import { Tabs } from '../ui/page';

/** What the head counts and keeps: the load, the year, the books of the PMPC. */
export function LoadTabs({ current }: { current: 'load' | 'reports' }) {
  const { m } = useWords();
  const pages: [string, string][] = [
    ['/load', m.load.tab],
    ['/load/reports', m.load.reports],
    ['/load/journals/registration', m.load.journals],
    ['/reexaminations', m.reexaminations.title],
    ['/conclusions/numbers', m.conclusions.page.numbers],
    ['/conclusions/handovers', m.handovers.title],
  ];
  const here = current === 'load' ? '/load' : '/load/reports';
  return <Tabs label={m.load.title} items={pages.map(([href, label]) => ({ href, label, current: href === here }))} />;
}
