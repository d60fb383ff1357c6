CREATE TABLE `document_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`reason` text NOT NULL,
	`name` text,
	`user_id` text,
	`authors` text NOT NULL,
	`schema_version` integer NOT NULL,
	`bytes` blob NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `document_versions_place` ON `document_versions` (`document_id`,`epoch`,`seq`);