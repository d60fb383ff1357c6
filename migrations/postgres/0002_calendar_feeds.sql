CREATE TABLE "calendar_feeds" (
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "calendar_feeds_project_id_user_id_pk" PRIMARY KEY("project_id","user_id"),
	CONSTRAINT "calendar_feeds_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_seat" FOREIGN KEY ("project_id","user_id") REFERENCES "project_participants"("project_id","user_id") ON DELETE cascade ON UPDATE no action;