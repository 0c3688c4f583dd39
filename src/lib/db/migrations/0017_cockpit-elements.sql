CREATE TABLE "cockpit_changes" (
	"element_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"true_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"values" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "cockpit_changes_pk" PRIMARY KEY("element_id","number")
);
--> statement-breakpoint
CREATE TABLE "cockpit_elements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"parent_id" uuid,
	"origin" jsonb,
	"origin_key" text,
	"revision" integer NOT NULL,
	"values" jsonb NOT NULL,
	"settled_on" date NOT NULL,
	"next_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cockpit_elements_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "cockpit_elements_code_key" UNIQUE("project_id","kind","code"),
	CONSTRAINT "cockpit_elements_origin_key" UNIQUE("project_id","origin_key")
);
--> statement-breakpoint
CREATE TABLE "cockpits" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cockpits_tenant_key" UNIQUE("authority_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "cockpit_changes" ADD CONSTRAINT "cockpit_changes_element_fk" FOREIGN KEY ("authority_id","element_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpit_elements" ADD CONSTRAINT "cockpit_elements_cockpit_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."cockpits"("authority_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpit_elements" ADD CONSTRAINT "cockpit_elements_parent_fk" FOREIGN KEY ("authority_id","parent_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpits" ADD CONSTRAINT "cockpits_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cockpit_changes_project" ON "cockpit_changes" USING btree ("authority_id","project_id","recorded_at");--> statement-breakpoint
CREATE INDEX "cockpit_elements_project" ON "cockpit_elements" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "cockpit_elements_parent" ON "cockpit_elements" USING btree ("parent_id");