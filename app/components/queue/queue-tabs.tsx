import { useWords } from '~/i18n/words';
import { Tabs } from '../ui/page';

/** The queue, who comes again soon, the changes of the order, and the rules behind it. */
export function QueueTabs({ current }: { current: 'queue' | 'again' | 'jumps' | 'rules' }) {
  const { m } = useWords();
  const { label, ...words } = m.queue.tabs;
  const pages = { queue: '/queue', again: '/reexaminations', jumps: '/queue/jumps', rules: '/queue/rules' } as const;
  return <Tabs label={label} items={(['queue', 'again', 'jumps', 'rules'] as const).map((page) => ({ href: pages[page], label: words[page], current: page === current }))} />;
}
