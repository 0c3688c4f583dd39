CREATE TABLE "authority_pages" (
	"authority_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"draft" jsonb NOT NULL,
	"published" jsonb,
	"published_at" timestamp with time zone,
	"revision" integer NOT NULL,
	CONSTRAINT "authority_pages_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "cockpit_publications" (
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"slug" text NOT NULL,
	"content" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	"withdrawn_why" text,
	CONSTRAINT "cockpit_publications_pk" PRIMARY KEY("project_id","number"),
	CONSTRAINT "cockpit_publications_slug_key" UNIQUE("slug","number")
);
--> statement-breakpoint
ALTER TABLE "cockpits" ADD COLUMN "public_words" jsonb;--> statement-breakpoint
ALTER TABLE "authority_pages" ADD CONSTRAINT "authority_pages_authority_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpit_publications" ADD CONSTRAINT "cockpit_publications_cockpit_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."cockpits"("authority_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cockpit_publications_authority" ON "cockpit_publications" USING btree ("authority_id");