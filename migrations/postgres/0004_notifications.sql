CREATE TABLE "notifications" (
	"user_id" text NOT NULL,
	"id" text NOT NULL,
	"project_id" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"at" bigint NOT NULL,
	"cancelled_at" bigint,
	CONSTRAINT "notifications_user_id_id_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "notifications_id" ON "notifications" USING btree ("id");--> statement-breakpoint
CREATE INDEX "notifications_subject" ON "notifications" USING btree ("project_id","subject");--> statement-breakpoint
CREATE INDEX "notifications_at" ON "notifications" USING btree ("at");