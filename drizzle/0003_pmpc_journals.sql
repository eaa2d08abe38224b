-- Journals are append-only; what a meeting closed and a specialist signed stays.
CREATE TRIGGER `request_jumps_no_update` BEFORE UPDATE ON `request_jumps` BEGIN SELECT RAISE(ABORT, 'the journal of jumps is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `request_jumps_no_delete` BEFORE DELETE ON `request_jumps` BEGIN SELECT RAISE(ABORT, 'the journal of jumps is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_answers_no_update` BEFORE UPDATE ON `conclusion_answers` BEGIN SELECT RAISE(ABORT, 'a family''s answer never changes; a new one follows'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_answers_no_delete` BEFORE DELETE ON `conclusion_answers` BEGIN SELECT RAISE(ABORT, 'a family''s answer is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_handovers_no_update` BEFORE UPDATE ON `conclusion_handovers` BEGIN SELECT RAISE(ABORT, 'the journal of issue is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_handovers_no_delete` BEFORE DELETE ON `conclusion_handovers` BEGIN SELECT RAISE(ABORT, 'the journal of issue is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_checks_no_update` BEFORE UPDATE ON `conclusion_checks` BEGIN SELECT RAISE(ABORT, 'a check never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_checks_no_delete` BEFORE DELETE ON `conclusion_checks` BEGIN SELECT RAISE(ABORT, 'a check is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `meetings_closed_stay` BEFORE UPDATE ON `meetings` WHEN OLD.`state` = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `meetings_no_delete` BEFORE DELETE ON `meetings` WHEN OLD.`state` = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes are never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_opinions_closed_no_insert` BEFORE INSERT ON `meeting_opinions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = NEW.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_decisions_closed_no_insert` BEFORE INSERT ON `meeting_decisions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = NEW.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_voidings_no_delete` BEFORE DELETE ON `conclusion_voidings` BEGIN SELECT RAISE(ABORT, 'the journal of void numbers is append-only'); END;
--> statement-breakpoint
-- A conclusion that becomes void keeps every word it was issued with.
CREATE TRIGGER `conclusions_void_keep_text` BEFORE UPDATE ON `conclusions` WHEN OLD.`state` = 'issued' AND NOT (NEW.`strengths` IS OLD.`strengths` AND NEW.`needs` IS OLD.`needs` AND NEW.`programme` IS OLD.`programme` AND NEW.`study_form` IS OLD.`study_form` AND NEW.`assistant_needed` IS OLD.`assistant_needed` AND NEW.`assistant_hours` IS OLD.`assistant_hours` AND NEW.`assistant_from` IS OLD.`assistant_from` AND NEW.`assistant_to` IS OLD.`assistant_to` AND NEW.`assistant_tasks` IS OLD.`assistant_tasks` AND NEW.`valid_until` IS OLD.`valid_until` AND NEW.`family_advice` IS OLD.`family_advice` AND NEW.`placements` IS OLD.`placements` AND NEW.`exam_conditions` IS OLD.`exam_conditions` AND NEW.`personal_helper` IS OLD.`personal_helper` AND NEW.`repeat_first_year` IS OLD.`repeat_first_year` AND NEW.`next_exam_on` IS OLD.`next_exam_on` AND NEW.`number_year` IS OLD.`number_year` AND NEW.`issued_on` IS OLD.`issued_on` AND NEW.`issued_by` IS OLD.`issued_by` AND NEW.`author_id` IS OLD.`author_id`) BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_opinions_closed_no_update` BEFORE UPDATE ON `meeting_opinions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = OLD.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_opinions_closed_no_delete` BEFORE DELETE ON `meeting_opinions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = OLD.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_decisions_closed_no_update` BEFORE UPDATE ON `meeting_decisions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = OLD.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_decisions_closed_no_delete` BEFORE DELETE ON `meeting_decisions` WHEN (SELECT `state` FROM `meetings` WHERE `id` = OLD.`meeting_id`) = 'closed' BEGIN SELECT RAISE(ABORT, 'closed minutes never change'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_answers_signed_no_insert` BEFORE INSERT ON `finding_answers` WHEN (SELECT `state` FROM `findings` WHERE `id` = NEW.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_codes_signed_no_insert` BEFORE INSERT ON `finding_codes` WHEN (SELECT `state` FROM `findings` WHERE `id` = NEW.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_milestones_signed_no_insert` BEFORE INSERT ON `finding_milestones` WHEN (SELECT `state` FROM `findings` WHERE `id` = NEW.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_tools_signed_no_insert` BEFORE INSERT ON `finding_tools` WHEN (SELECT `state` FROM `findings` WHERE `id` = NEW.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_answers_signed_no_update` BEFORE UPDATE ON `finding_answers` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_answers_signed_no_delete` BEFORE DELETE ON `finding_answers` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_codes_signed_no_update` BEFORE UPDATE ON `finding_codes` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_codes_signed_no_delete` BEFORE DELETE ON `finding_codes` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_milestones_signed_no_update` BEFORE UPDATE ON `finding_milestones` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_milestones_signed_no_delete` BEFORE DELETE ON `finding_milestones` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_tools_signed_no_update` BEFORE UPDATE ON `finding_tools` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_tools_signed_no_delete` BEFORE DELETE ON `finding_tools` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
-- Referrals sent before there was a queue take their places in it.
INSERT INTO `requests` (`id`, `pmpc_id`, `channel`, `state`, `referral_id`, `child_id`, `surname`, `given_name`, `patronymic`, `folded`, `birth_date`, `fingerprint`, `applicant_name`, `contact_language`, `exam_language`, `exam_kind`, `case_kind`, `urgency`, `rank`, `received_at`, `received_on`, `seen_on`, `closed_on`, `version`)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6))),
  r.`pmpc_id`, CASE WHEN r.`from_organisation_id` = r.`pmpc_id` THEN 'office' ELSE 'school' END,
  CASE WHEN r.`state` = 'sent' THEN 'waiting' WHEN r.`state` = 'accepted' AND (a.`state` IS NULL OR a.`state` = 'scheduled') THEN 'booked' WHEN r.`state` = 'accepted' THEN 'seen' ELSE 'closed' END,
  r.`id`, c.`id`, c.`surname`, c.`given_name`, c.`patronymic`, c.`folded`, c.`birth_date`, '', '', 'kk', c.`instruction_language`, coalesce(a.`exam_kind`, 'primary'), 'school', 'usual', 300,
  r.`sent_at`, date(r.`sent_at` / 1000, 'unixepoch', '+5 hours'), CASE WHEN a.`state` IN ('open', 'closed') THEN a.`session_on` END,
  CASE WHEN r.`state` = 'closed' THEN date(r.`decided_at` / 1000, 'unixepoch', '+5 hours') END, 1
FROM `referrals` r JOIN `children` c ON c.`id` = r.`child_id` LEFT JOIN `assessments` a ON a.`referral_id` = r.`id`
WHERE r.`sent_at` IS NOT NULL AND r.`state` IN ('sent', 'accepted', 'closed');
--> statement-breakpoint
-- What was recommended before recommendations were tracked is tracked from here on.
INSERT INTO `recommendations` (`id`, `conclusion_id`, `child_id`, `kind`, `code`, `detail`, `position`, `state`, `version`)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6))), l.`conclusion_id`, c.`child_id`, l.`kind`, l.`code`, l.`detail`, l.`position`, 'open', 1
FROM (
  SELECT k.`conclusion_id`, 'condition' AS `kind`, k.`condition` AS `code`, k.`detail`,
    row_number() OVER (PARTITION BY k.`conclusion_id` ORDER BY instr('curriculum grading methods materials study-form environment aids specialist-help assistant social-help', k.`condition`)) - 1 AS `position`
  FROM `conclusion_conditions` k JOIN `conclusions` o ON o.`id` = k.`conclusion_id`
  WHERE k.`detail` <> '' OR NOT (
    (k.`condition` = 'assistant' AND o.`assistant_needed`) OR (k.`condition` = 'study-form' AND coalesce(o.`study_form`, 'full-time') <> 'full-time')
    OR (k.`condition` = 'specialist-help' AND EXISTS (SELECT 1 FROM `conclusion_sessions` s WHERE s.`conclusion_id` = k.`conclusion_id`)))
  UNION ALL SELECT `conclusion_id`, 'sessions', `specialty`, '', row_number() OVER (PARTITION BY `conclusion_id` ORDER BY `position`, `id`) - 1 FROM `conclusion_sessions`
  UNION ALL SELECT `id`, 'assistant', '', `assistant_tasks`, 0 FROM `conclusions` WHERE `assistant_needed`
  UNION ALL SELECT `id`, 'study-form', `study_form`, '', 0 FROM `conclusions` WHERE coalesce(`study_form`, 'full-time') <> 'full-time'
) l JOIN `conclusions` c ON c.`id` = l.`conclusion_id` WHERE c.`state` = 'issued';
