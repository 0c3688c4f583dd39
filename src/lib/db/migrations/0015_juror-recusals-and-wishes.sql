ALTER TABLE "jury_declarations" ADD CONSTRAINT "jury_declarations_tenant_key" UNIQUE("authority_id","id");
--> statement-breakpoint
CREATE TABLE "juror_wishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"wish" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_recusals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"declaration_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "juror_wishes" ADD CONSTRAINT "juror_wishes_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "jury_recusals" ADD CONSTRAINT "jury_recusals_declaration_fk" FOREIGN KEY ("authority_id","declaration_id") REFERENCES "public"."jury_declarations"("authority_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "juror_wishes_membership" ON "juror_wishes" USING btree ("membership_id");
--> statement-breakpoint
CREATE INDEX "jury_recusals_declaration" ON "jury_recusals" USING btree ("authority_id","declaration_id");