CREATE TABLE `guest_links` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`video_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`approves` integer NOT NULL,
	`secret_hash` text NOT NULL,
	`expires_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `guest_links_secret_hash_unique` ON `guest_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `guest_links_video` ON `guest_links` (`project_id`,`video_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `is_guest` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `guest_link` text;--> statement-breakpoint
CREATE INDEX `users_guest_link` ON `users` (`guest_link`);