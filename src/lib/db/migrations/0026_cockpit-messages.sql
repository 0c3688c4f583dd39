CREATE TABLE "cockpit_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"element_id" uuid NOT NULL,
	"thread_id" uuid,
	"by" text NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	CONSTRAINT "cockpit_messages_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
ALTER TABLE "cockpit_messages" ADD CONSTRAINT "cockpit_messages_element_fk" FOREIGN KEY ("authority_id","element_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cockpit_messages" ADD CONSTRAINT "cockpit_messages_thread_fk" FOREIGN KEY ("authority_id","thread_id") REFERENCES "public"."cockpit_messages"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cockpit_messages_element" ON "cockpit_messages" USING btree ("authority_id","element_id","written_at");