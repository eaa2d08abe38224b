import { useLoaderData } from '@remix-run/react';
import { RoomForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { roomChange } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { changeRoom, openRoom } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.rooms.edit };

export const loader = signedInLoader(({ ctx, param }) => openRoom(ctx, param('roomId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, roomChange);
  if (!form.ok) {
    await openRoom(ctx, param('roomId'));
    return form.answer;
  }
  await changeRoom(ctx, param('roomId'), form.value);
  return goTo('/desk');
});

export default function EditRoom() {
  const { room } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.rooms.edit}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.rooms.edit }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <RoomForm room={room} />
    </>
  );
}
