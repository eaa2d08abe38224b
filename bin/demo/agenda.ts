/**
 * A story goes on from day to day: it yields the day it waits for, and what it does next happens on that day. Parts of
 * stories lead to something and are told with `yield*`.
 */
export type Part<T> = AsyncGenerator<string, T, void>;
export type Story = Part<void>;

/**
 * Plays stories side by side, each step on its day, so that the record, the numbers of conclusions and the queue come
 * out in the order of time. What waits for a day after `today` does not happen any more.
 */
export async function playInOrder(stories: readonly Story[], today: string, onDay: (day: string) => void): Promise<void> {
  const going: { story: Story; day: string }[] = [];
  for (const story of stories) {
    const begun = await story.next();
    if (!begun.done && begun.value <= today) going.push({ story, day: begun.value });
  }
  for (;;) {
    const [first] = going;
    if (!first) return;
    const next = going.reduce((earliest, one) => (one.day < earliest.day ? one : earliest), first);
    onDay(next.day);
    const step = await next.story.next();
    if (!step.done && step.value < next.day) throw new Error(`a story goes back from ${next.day} to ${step.value}`);
    if (step.done || step.value > today) going.splice(going.indexOf(next), 1);
    else next.day = step.value;
  }
}
