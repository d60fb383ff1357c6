CREATE TABLE "blobs" (
	"hash" text PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL,
	"type" text NOT NULL,
	"about" text NOT NULL,
	"state" text NOT NULL,
	"due_at" bigint,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"orphaned_at" bigint
);
--> statement-breakpoint
CREATE TABLE "files" (
	"document_id" text NOT NULL,
	"hash" text NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"named" boolean DEFAULT false NOT NULL,
	CONSTRAINT "files_document_id_hash_pk" PRIMARY KEY("document_id","hash")
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_hash_blobs_hash_fk" FOREIGN KEY ("hash") REFERENCES "blobs"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blobs_due" ON "blobs" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "blobs_orphaned" ON "blobs" USING btree ("orphaned_at");--> statement-breakpoint
CREATE INDEX "files_hash" ON "files" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "files_project" ON "files" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "files_named" ON "files" USING btree ("named","created_at");