import { eq } from 'drizzle-orm';
import { conclusionChecks } from '#db/schema';
import { recordHandover } from '~/services/handovers.server';
import { issued } from './story-conclusions';
import type { World } from './world';

/** An issued conclusion that Marat has handed to Dana. */
export async function handedOver(world: World): Promise<{ id: string; number: number; extractId: string }> {
  const made = await issued(world);
  await recordHandover(world.as('marat'), made.id, { guardianId: world.danaGuardian, handedOn: '2026-10-14', language: 'kk', explained: true });
  return made;
}

/** The address by which the paper of a conclusion is checked. */
export async function checkTokenOf(world: World, conclusionId: string): Promise<string> {
  const [row] = await world.database.read((tx) =>
    tx.select({ token: conclusionChecks.token }).from(conclusionChecks).where(eq(conclusionChecks.conclusionId, conclusionId)),
  );
  return row?.token ?? '';
}
