import { useLoaderData } from '@remix-run/react';
import { RoomForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { roomDraft } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addRoom, openRoom } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.rooms.add };

export const loader = signedInLoader(({ ctx }) => openRoom(ctx, null));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, roomDraft);
  if (!form.ok) {
    await openRoom(ctx, null);
    return form.answer;
  }
  await addRoom(ctx, form.value);
  return goTo('/desk');
});

export default function NewRoom() {
  const { room } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.rooms.add}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.rooms.add }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <RoomForm room={room} />
    </>
  );
}
