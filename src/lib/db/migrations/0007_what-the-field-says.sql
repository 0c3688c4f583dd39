CREATE TABLE "file_pieces" (
	"file_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"rendition" text NOT NULL,
	"place" smallint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_pieces_pk" PRIMARY KEY("file_id","rendition","place")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"small_size" integer,
	"stored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreements_pk" PRIMARY KEY("gathering_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "concerns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"text" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "field_remarks" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "field_remarks_pk" PRIMARY KEY("gathering_id","seat_id","material_id")
);
--> statement-breakpoint
CREATE TABLE "field_shows" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"chosen" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"seen" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"shown_id" uuid,
	"playing" text DEFAULT 'pause' NOT NULL,
	"restarts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ground_rules" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"objective" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "context_answers" ADD COLUMN "written_by" uuid;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "value" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "unit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "source" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "seen_on" date;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "nature" text DEFAULT 'observation' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "alt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "transcript" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "is_personal" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "private_cards" ADD COLUMN "sources" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "file_pieces" ADD CONSTRAINT "file_pieces_file_fk" FOREIGN KEY ("authority_id","file_id") REFERENCES "public"."files"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concerns" ADD CONSTRAINT "concerns_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_remarks" ADD CONSTRAINT "field_remarks_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_remarks" ADD CONSTRAINT "field_remarks_material_fk" FOREIGN KEY ("authority_id","material_id") REFERENCES "public"."materials"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_shows" ADD CONSTRAINT "field_shows_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_shows" ADD CONSTRAINT "field_shows_material_fk" FOREIGN KEY ("authority_id","shown_id") REFERENCES "public"."materials"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ground_rules" ADD CONSTRAINT "ground_rules_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_project" ON "files" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "concerns_gathering" ON "concerns" USING btree ("authority_id","gathering_id");--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_file_fk" FOREIGN KEY ("authority_id","file_id") REFERENCES "public"."files"("authority_id","id") ON DELETE no action ON UPDATE no action;