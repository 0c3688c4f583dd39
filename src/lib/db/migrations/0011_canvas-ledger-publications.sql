CREATE TABLE "juror_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"gathering_id" uuid,
	"corrects_id" uuid,
	"minutes" integer NOT NULL,
	"what" text NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "juror_hours_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "contract_awards" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"awarded_on" date NOT NULL,
	"said_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sourcing_canvases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"family" text NOT NULL,
	"family_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sourcing_canvases_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "sourcing_canvases_family_key" UNIQUE("authority_id","family_key")
);
--> statement-breakpoint
CREATE TABLE "sourcing_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"canvas_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"gathering_id" uuid,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sourcing_entries_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "sourcing_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid,
	"account_id" uuid,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"names_operator" boolean NOT NULL,
	"state" text NOT NULL,
	"entry_id" uuid,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "economic_operators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"variants" jsonb NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "project_canvases" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"canvas_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sourcing_wordings" (
	"authority_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"chapter" text NOT NULL,
	"text" text NOT NULL,
	"source" text NOT NULL,
	"dated_on" date,
	"verified_on" date,
	"verified_by" text NOT NULL,
	"valid_until" date,
	"is_to_ask" boolean NOT NULL,
	"names_operator" boolean NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sourcing_wordings_pk" PRIMARY KEY("entry_id","version")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"sections" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "publications_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "closing_words" ADD COLUMN "postcard" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "closings" ADD COLUMN "year" smallint;--> statement-breakpoint
ALTER TABLE "juror_hours" ADD CONSTRAINT "juror_hours_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_hours" ADD CONSTRAINT "juror_hours_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_hours" ADD CONSTRAINT "juror_hours_corrects_fk" FOREIGN KEY ("authority_id","corrects_id") REFERENCES "public"."juror_hours"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_awards" ADD CONSTRAINT "contract_awards_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_canvases" ADD CONSTRAINT "sourcing_canvases_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_entries" ADD CONSTRAINT "sourcing_entries_canvas_fk" FOREIGN KEY ("authority_id","canvas_id") REFERENCES "public"."sourcing_canvases"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_entries" ADD CONSTRAINT "sourcing_entries_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_entries" ADD CONSTRAINT "sourcing_entries_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_notes" ADD CONSTRAINT "sourcing_notes_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_notes" ADD CONSTRAINT "sourcing_notes_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_notes" ADD CONSTRAINT "sourcing_notes_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_notes" ADD CONSTRAINT "sourcing_notes_entry_fk" FOREIGN KEY ("authority_id","entry_id") REFERENCES "public"."sourcing_entries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "economic_operators" ADD CONSTRAINT "economic_operators_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_canvases" ADD CONSTRAINT "project_canvases_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_canvases" ADD CONSTRAINT "project_canvases_canvas_fk" FOREIGN KEY ("authority_id","canvas_id") REFERENCES "public"."sourcing_canvases"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_wordings" ADD CONSTRAINT "sourcing_wordings_entry_fk" FOREIGN KEY ("authority_id","entry_id") REFERENCES "public"."sourcing_entries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "juror_hours_project" ON "juror_hours" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "juror_hours_membership" ON "juror_hours" USING btree ("membership_id");--> statement-breakpoint
CREATE UNIQUE INDEX "juror_hours_once_key" ON "juror_hours" USING btree ("gathering_id","membership_id") WHERE corrects_id is null;--> statement-breakpoint
CREATE INDEX "sourcing_entries_canvas" ON "sourcing_entries" USING btree ("authority_id","canvas_id");--> statement-breakpoint
CREATE INDEX "sourcing_notes_project" ON "sourcing_notes" USING btree ("authority_id","project_id","state");--> statement-breakpoint
CREATE INDEX "sourcing_notes_gathering" ON "sourcing_notes" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "economic_operators_project" ON "economic_operators" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "project_canvases_canvas" ON "project_canvases" USING btree ("authority_id","canvas_id");