package ai.gatewayz.sync.cli;

import ai.gatewayz.sync.cli.output.Problem;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Services;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import java.util.Map;

/** Joins the command line to the worker, the API and the simulator. */
final class ModuleServices implements Services {
    @Override
    public RunningService startWorker(Map<String, String> environment, TemporalConnection temporal) {
        throw Problem.failed("this build has no worker");
    }

    @Override
    public RunningService startApi(Map<String, String> environment, TemporalConnection temporal) {
        throw Problem.failed("this build has no API");
    }

    @Override
    public RunningFleet startFleet(FleetRequest request) {
        throw Problem.failed("this build has no simulator");
    }
}
