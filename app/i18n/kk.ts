import type { Messages } from './messages';
import { front } from './kk/front';
import { frame } from './kk/frame';
import { refusals } from './kk/refusals';
import { vocabulary } from './kk/vocabulary';
import { accounts } from './kk/accounts';
import { home } from './kk/home';
import { children } from './kk/children';
import { guardians } from './kk/guardians';
import { consents } from './kk/consents';
import { referrals } from './kk/referrals';
import { team } from './kk/team';
import { assessments } from './kk/assessments';
import { findings } from './kk/findings';
import { conclusions } from './kk/conclusions';
import { plans } from './kk/plans';
import { goals } from './kk/goals';
import { progress } from './kk/progress';
import { assistants } from './kk/assistants';
import { family } from './kk/family';
import { audit } from './kk/audit';
import { directory } from './kk/directory';

export const kk: Messages = {
  front,
  frame,
  refusals,
  vocabulary,
  accounts,
  home,
  children,
  guardians,
  consents,
  referrals,
  team,
  assessments,
  findings,
  conclusions,
  plans,
  goals,
  progress,
  assistants,
  family,
  audit,
  directory,
};
