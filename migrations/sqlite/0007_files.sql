CREATE TABLE `blobs` (
	`hash` text PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL,
	`type` text NOT NULL,
	`about` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`orphaned_at` integer
);
--> statement-breakpoint
CREATE INDEX `blobs_due` ON `blobs` (`due_at`);--> statement-breakpoint
CREATE INDEX `blobs_orphaned` ON `blobs` (`orphaned_at`);--> statement-breakpoint
CREATE TABLE `files` (
	`document_id` text NOT NULL,
	`hash` text NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`named` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`document_id`, `hash`),
	FOREIGN KEY (`hash`) REFERENCES `blobs`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `files_hash` ON `files` (`hash`);--> statement-breakpoint
CREATE INDEX `files_project` ON `files` (`project_id`);--> statement-breakpoint
CREATE INDEX `files_named` ON `files` (`named`,`created_at`);