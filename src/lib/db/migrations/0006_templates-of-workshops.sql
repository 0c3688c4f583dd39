CREATE TABLE "templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"folded_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"steps" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "templates_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "templates_name_key" UNIQUE("authority_id","kind","folded_name")
);
--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_authority_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;