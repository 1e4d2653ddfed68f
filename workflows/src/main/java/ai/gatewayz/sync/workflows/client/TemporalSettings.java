package ai.gatewayz.sync.workflows.client;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Address, namespace, TLS and API key of a Temporal server, from the SDK's standard environment variables. */
public final class TemporalSettings {
    private final ClientConfigProfile profile;

    private TemporalSettings(ClientConfigProfile profile) {
        this.profile = profile;
    }

    /**
     * Reads {@code TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY} and {@code TEMPORAL_TLS_*}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static TemporalSettings from(Map<String, String> environment) {
        try {
            return new TemporalSettings(ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(environment)
                    .setDisableFile(true)
                    .build()));
        } catch (IOException e) {
            throw new IllegalArgumentException("TEMPORAL_*: " + e.getMessage(), e);
        }
    }

    /** A server without TLS at an address, in the default namespace. */
    public static TemporalSettings plain(String address) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_ADDRESS", address);
        return from(environment);
    }

    /** Host and port. */
    public String address() {
        return serviceOptions().build().getTarget();
    }

    /** The namespace, {@code default} unless set. */
    public String namespace() {
        String configured = profile.getNamespace();
        return configured == null || configured.isEmpty() ? "default" : configured;
    }

    WorkflowServiceStubsOptions.Builder serviceOptions() {
        return WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions());
    }
}
