CREATE TABLE "guest_links" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"video_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"approves" boolean NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" bigint,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint,
	"revoked_at" bigint,
	CONSTRAINT "guest_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "is_guest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "guest_link" text;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guest_links_video" ON "guest_links" USING btree ("project_id","video_id");--> statement-breakpoint
CREATE INDEX "users_guest_link" ON "users" USING btree ("guest_link");