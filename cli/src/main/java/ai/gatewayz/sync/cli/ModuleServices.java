package ai.gatewayz.sync.cli;

import ai.gatewayz.sync.api.ApiSettings;
import ai.gatewayz.sync.api.ApiStartException;
import ai.gatewayz.sync.api.SyncApi;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Services;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.simulator.fault.FaultSpecException;
import ai.gatewayz.sync.worker.SyncWorker;
import ai.gatewayz.sync.worker.WorkerSettings;
import ai.gatewayz.sync.worker.WorkerStartException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import java.io.IOException;
import java.util.Map;

/** Joins the command line to the worker, the API and the simulator. */
final class ModuleServices implements Services {
    @Override
    public void check(Map<String, String> environment) {
        WorkerSettings.from(environment);
        ApiSettings.from(new EnvironmentReader(environment));
    }

    @Override
    public RunningService startWorker(Map<String, String> environment, TemporalConnection temporal) {
        try {
            SyncWorker worker = SyncWorker.start(WorkerSettings.from(environment), temporal);
            return new RunningService(worker.port(), worker::close);
        } catch (WorkerStartException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public RunningService startApi(Map<String, String> environment, TemporalConnection temporal) {
        try {
            SyncApi api = SyncApi.start(ApiSettings.from(new EnvironmentReader(environment)), temporal);
            return new RunningService(api.port(), api::close);
        } catch (ApiStartException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public RunningFleet startFleet(FleetRequest request) {
        FleetOptions options = FleetOptions.defaults()
                .withPort(request.port())
                .withSeed(request.seed())
                .withFrozen(request.frozen())
                .withTotalModels(request.models() == 0 ? FleetOptions.REAL_TOTAL : request.models())
                .withFaults(request.faults());
        try {
            ProviderFleet fleet = ProviderFleet.start(
                    request.payloads() == null ? options : options.withPayloads(request.payloads()));
            return new RunningFleet(fleet.port(), fleet.baseUrlTemplate(), fleet::close);
        } catch (FaultSpecException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.failed("the simulated providers cannot start: " + e.getMessage());
        }
    }
}
