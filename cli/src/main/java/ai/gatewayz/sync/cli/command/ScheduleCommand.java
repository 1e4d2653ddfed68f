package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schedule}: when syncs run by themselves. */
@Command(
        name = "schedule",
        description = "Show and change when syncs run by themselves.",
        footer = {"", "Example: ./catalog-sync schedule set pricing-sync --every 2"})
final class ScheduleCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add("SCHEDULE", "id")
            .add("KIND", "kind")
            .add("CRON", "cron")
            .add(">HOURS", "interval_hours")
            .add("ENABLED", "enabled")
            .add("NEXT RUN", "next_runs.0")
            .add("LAST RUN", "last_run.started_at")
            .add("NOTE", "note");

    ScheduleCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        return list();
    }

    private int list() {
        JsonNode answer = api().get("/admin/schedules", List.of());
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("schedules"), COLUMNS, "There is no schedule; a worker makes them at its start.");
        }
        return OK;
    }

    /** {@code schedule list}. */
    @Command(name = "list", description = "List the schedules.")
    static final class ListAll extends ApiCommand {
        ListAll(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            ScheduleCommand list = new ScheduleCommand(context);
            list.common = common;
            return list.list();
        }
    }

    /** A command about one schedule. */
    abstract static class OfOne extends ApiCommand {
        @Parameters(
                paramLabel = "SCHEDULE",
                completionCandidates = Words.Schedules.class,
                description = "Its id, such as pricing-sync.")
        String id = "";

        OfOne(CommandContext context) {
            super(context);
        }

        final String path(String... more) {
            String path = ApiClient.path("admin", "schedules", id);
            return more.length == 0 ? path : path + "/" + more[0];
        }

        final int show(JsonNode schedule) {
            if (!printedAsJson(schedule)) {
                COLUMNS.table(List.of(schedule)).print(screen());
            }
            return OK;
        }
    }

    /** {@code schedule pause}. */
    @Command(name = "pause", description = "Stop it from running by itself, until it is resumed.")
    static final class Pause extends OfOne {
        @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
        private @Nullable String note;

        Pause(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return show(api().send("POST", path("pause"), noted(note)));
        }
    }

    /** {@code schedule resume}. */
    @Command(name = "resume", description = "Let it run by itself again.")
    static final class Resume extends OfOne {
        @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
        private @Nullable String note;

        Resume(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return show(api().send("POST", path("resume"), noted(note)));
        }
    }

    private static ObjectNode noted(@Nullable String note) {
        ObjectNode body = Json.object();
        return note == null ? body : body.put("note", note);
    }

    /** {@code schedule trigger}. */
    @Command(name = "trigger", description = "Start its sync now, also while it is paused.")
    static final class Trigger extends OfOne {
        Trigger(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode started = api().post(path("trigger"), List.of());
            if (!printedAsJson(started)) {
                String jobId = Json.text(started, "job_id", "");
                screen().line("Started: " + jobId);
                screen().line("See it with: ./catalog-sync status " + jobId);
            }
            return OK;
        }
    }

    /** {@code schedule set}. */
    @Command(name = "set", description = "Change when it runs, and whether.")
    static final class Set extends OfOne {
        @Option(names = "--every", paramLabel = "HOURS", description = "Every so many hours, 1 to 168.")
        private @Nullable Integer hours;

        @Option(names = "--cron", paramLabel = "LINE", description = "Five fields, UTC, such as '7 */6 * * *'.")
        private @Nullable String cron;

        @Option(names = "--enabled", paramLabel = "true|false", arity = "1", description = "Whether it runs by itself.")
        private @Nullable Boolean enabled;

        @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
        private @Nullable String note;

        Set(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            if (hours == null && cron == null && enabled == null) {
                throw CommandFailure.usage("give --every, --cron or --enabled");
            }
            ObjectNode body = noted(note);
            if (hours != null) {
                body.put("interval_hours", hours);
            }
            if (cron != null) {
                body.put("cron", cron);
            }
            if (enabled != null) {
                body.put("enabled", enabled);
            }
            return show(api().send("PUT", path(), body));
        }
    }

    /** {@code schedule backfill}. */
    @Command(name = "backfill", description = "Make up for the runs that a span would have had.")
    static final class Backfill extends OfOne {
        @Option(
                names = "--from",
                paramLabel = "INSTANT",
                required = true,
                description = "Such as 2026-11-20T00:00:00Z.")
        private String from = "";

        @Option(names = "--to", paramLabel = "INSTANT", required = true, description = "Not in the future.")
        private String to = "";

        Backfill(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            ObjectNode body = Json.object().put("start_at", from).put("end_at", to);
            JsonNode answer = api().send("POST", path("backfill"), body);
            if (!printedAsJson(answer)) {
                screen().line(Json.text(answer, "message", "accepted"));
            }
            return OK;
        }
    }
}
