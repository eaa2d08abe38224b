import type { Tx } from '#db/client.server';
import { minutesRule, rulesVersion, type ConclusionRules, type RulesForm } from '~/domain/conclusions';
import { refuseStale } from '~/domain/refusal';
import { audit } from './audit.server';
import { quorumOf } from './concluding.server';
import type { Context } from './context';
import { keepSetting, settingOf } from './settings.server';
import { authorize } from './ties.server';

/** What a PMPC has set for its own conclusions: how many signatures, and whether the issue waits for the minutes. */

async function readRules(tx: Tx, pmpcId: string): Promise<ConclusionRules> {
  return { quorum: await quorumOf(tx, pmpcId), needsMinutes: await settingOf(tx, 'conclusion.needs-minutes', pmpcId, minutesRule, false) };
}

/** The PMPC's rules with the version a change answers to. */
export function openRules(ctx: Context): Promise<ConclusionRules & { version: number }> {
  return ctx.read(async (tx) => {
    const here = await admit(ctx, tx);
    const rules = await readRules(tx, here);
    return { ...rules, version: rulesVersion(rules) };
  });
}

/** Keeps the PMPC's rules; drafts in hand follow them at once, what is issued stays as it is. */
export function keepRules(ctx: Context, { version, ...rules }: RulesForm): Promise<void> {
  return ctx.transaction(async (tx) => {
    const here = await admit(ctx, tx);
    const before = await readRules(tx, here);
    if (version !== rulesVersion(before)) refuseStale({ quorum: String(before.quorum), version: String(rulesVersion(before)) });
    await keepSetting(tx, 'quorum.signatures', here, rules.quorum);
    await keepSetting(tx, 'conclusion.needs-minutes', here, rules.needsMinutes);
    await audit(ctx, tx, 'organisation.edit', { subjectId: here, detail: `quorum ${rules.quorum}, minutes ${rules.needsMinutes ? 'needed' : 'not needed'}` });
  });
}

/** The head of a PMPC, for the own PMPC. @returns the PMPC */
async function admit(ctx: Context, tx: Tx): Promise<string> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'conclusion.issue', { organisationId: here });
  await authorize(ctx, tx, 'organisation.edit', { organisationId: here });
  return here;
}
