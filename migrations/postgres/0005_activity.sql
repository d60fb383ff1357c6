CREATE TABLE "activity" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text NOT NULL,
	"event" text NOT NULL,
	"at" bigint NOT NULL,
	"until" bigint NOT NULL,
	"count" bigint NOT NULL,
	"waiting" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "activity_project" ON "activity" USING btree ("project_id","until");--> statement-breakpoint
CREATE INDEX "activity_waiting" ON "activity" USING btree ("waiting","until");--> statement-breakpoint
CREATE INDEX "activity_until" ON "activity" USING btree ("until");