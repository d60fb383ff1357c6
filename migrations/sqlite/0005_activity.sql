CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`user_id` text NOT NULL,
	`type` text NOT NULL,
	`target_type` text NOT NULL,
	`target_id` text NOT NULL,
	`event` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer NOT NULL,
	`count` integer NOT NULL,
	`waiting` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `activity_project` ON `activity` (`project_id`,`until`);--> statement-breakpoint
CREATE INDEX `activity_waiting` ON `activity` (`waiting`,`until`);--> statement-breakpoint
CREATE INDEX `activity_until` ON `activity` (`until`);