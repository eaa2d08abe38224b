-- The record is append-only for everyone, this program included.
CREATE TRIGGER `audit_entries_no_update` BEFORE UPDATE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_delete` BEFORE DELETE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
--> statement-breakpoint
-- A signed section and an issued conclusion are what was signed and issued.
CREATE TRIGGER `findings_signed_stay` BEFORE UPDATE ON `findings` WHEN OLD.`state` <> 'draft' AND NOT (OLD.`state` = 'signed' AND NEW.`state` = 'replaced' AND OLD.`strengths` = NEW.`strengths` AND OLD.`needs` = NEW.`needs` AND OLD.`helps` = NEW.`helps` AND OLD.`recommendations` = NEW.`recommendations`) BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusions_issued_stay` BEFORE UPDATE ON `conclusions` WHEN OLD.`state` <> 'draft' AND NOT (OLD.`state` = 'issued' AND NEW.`state` = 'void' AND OLD.`number` = NEW.`number`) BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `extracts_stay` BEFORE UPDATE ON `extracts` BEGIN SELECT RAISE(ABORT, 'an extract never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `consents_stay` BEFORE UPDATE ON `consents` BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_levels_signed_no_update` BEFORE UPDATE ON `finding_levels` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_conditions_issued_no_update` BEFORE UPDATE ON `conclusion_conditions` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_levels_issued_no_update` BEFORE UPDATE ON `conclusion_levels` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_sessions_issued_no_update` BEFORE UPDATE ON `conclusion_sessions` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `finding_levels_signed_no_delete` BEFORE DELETE ON `finding_levels` WHEN (SELECT `state` FROM `findings` WHERE `id` = OLD.`finding_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_conditions_issued_no_delete` BEFORE DELETE ON `conclusion_conditions` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_levels_issued_no_delete` BEFORE DELETE ON `conclusion_levels` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusion_sessions_issued_no_delete` BEFORE DELETE ON `conclusion_sessions` WHEN (SELECT `state` FROM `conclusions` WHERE `id` = OLD.`conclusion_id`) <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `findings_no_delete` BEFORE DELETE ON `findings` WHEN OLD.`state` <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed section is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusions_no_delete` BEFORE DELETE ON `conclusions` WHEN OLD.`state` <> 'draft' BEGIN SELECT RAISE(ABORT, 'an issued conclusion is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `extracts_no_delete` BEFORE DELETE ON `extracts` BEGIN SELECT RAISE(ABORT, 'an extract is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `consents_no_delete` BEFORE DELETE ON `consents` BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `entries_no_update` BEFORE UPDATE ON `entries` BEGIN SELECT RAISE(ABORT, 'an entry never changes; a correction is a new one'); END;
--> statement-breakpoint
CREATE TRIGGER `entries_no_delete` BEFORE DELETE ON `entries` BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
