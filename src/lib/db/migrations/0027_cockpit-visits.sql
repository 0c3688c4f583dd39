CREATE TABLE "cockpit_visits" (
	"project_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"new_since" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cockpit_visits_pk" PRIMARY KEY("project_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "cockpits" ADD COLUMN "update_every_days" integer;--> statement-breakpoint
ALTER TABLE "cockpit_visits" ADD CONSTRAINT "cockpit_visits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpit_visits" ADD CONSTRAINT "cockpit_visits_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;