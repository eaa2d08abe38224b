import { front } from './en/front';
import { frame } from './en/frame';
import { refusals } from './en/refusals';
import { vocabulary } from './en/vocabulary';
import { accounts } from './en/accounts';
import { home } from './en/home';
import { children } from './en/children';
import { guardians } from './en/guardians';
import { consents } from './en/consents';
import { referrals } from './en/referrals';
import { requests } from './en/requests';
import { team } from './en/team';
import { assessments } from './en/assessments';
import { findings } from './en/findings';
import { meetings } from './en/meetings';
import { conclusions } from './en/conclusions';
import { copies } from './en/copies';
import { handovers } from './en/handovers';
import { checks } from './en/checks';
import { recommendations } from './en/recommendations';
import { reexaminations } from './en/reexaminations';
import { histories } from './en/histories';
import { load } from './en/load';
import { reports } from './en/reports';
import { plans } from './en/plans';
import { goals } from './en/goals';
import { progress } from './en/progress';
import { assistants } from './en/assistants';
import { family } from './en/family';
import { audit } from './en/audit';
import { directory } from './en/directory';
import { visits } from './en/visits';
import { desk } from './en/desk';
import { queue } from './en/queue';

export const en = {
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
  requests,
  team,
  assessments,
  findings,
  meetings,
  conclusions,
  copies,
  handovers,
  checks,
  recommendations,
  reexaminations,
  histories,
  load,
  reports,
  plans,
  goals,
  progress,
  assistants,
  family,
  audit,
  directory,
  visits,
  desk,
  queue,
};
