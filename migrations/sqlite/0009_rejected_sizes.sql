CREATE TABLE `document_rejected_sizes` (
	`user_id` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL
);--> statement-breakpoint
INSERT INTO `document_rejected_sizes` SELECT `user_id`, sum(`size`) FROM `document_rejected` GROUP BY `user_id`;
