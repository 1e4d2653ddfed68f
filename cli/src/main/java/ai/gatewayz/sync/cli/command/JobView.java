package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.client.JobOutcomes;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Shows one job, as it is or at its end. */
final class JobView {
    private static final Columns PROGRESS = new Columns()
            .add("PROVIDER", "provider")
            .add("STEP", "step")
            .add("STATUS", "status")
            .add(">FETCHED", "models_fetched")
            .add(">SYNCED", "models_synced")
            .add(">ATTEMPT", "attempt")
            .add("ERROR", "error.message", "error");

    private final ApiCommand command;

    /** Asks and prints as a command does. */
    JobView(ApiCommand command) {
        this.command = command;
    }

    /** Prints it; the exit code of a job that was watched to a bad end is 1. */
    int show(String id, String runId, boolean watch) {
        JobWatch jobs = new JobWatch(command.api(), StatusCommand.PAUSE);
        JsonNode job;
        if (watch) {
            try (ProgressView view = new ProgressView(command.screen())) {
                job = jobs.untilEnd(id, runId, view);
            }
        } else {
            job = jobs.look(id, runId);
        }
        if (!command.printedAsJson(job)) {
            print(job);
        }
        return watch && JobOutcomes.status(job, JobStatus.COMPLETED).isBad() ? CommandFailure.FAILED : ApiCommand.OK;
    }

    private void print(JsonNode job) {
        ValueLines.of(StatusCommand.scalarsOnly(job)).forEach(command.screen()::line);
        if (JobOutcomes.details(job).isEmpty()) {
            command.printRows(job, List.of("providers"), PROGRESS, "No provider has started.");
        } else {
            new SyncPrinter(command.screen()).lines(JobOutcomes.of(job), command.common.verbose);
        }
    }
}
