package ai.gatewayz.sync.api;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.JavaLogging;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API as a process of its own, configured by environment variables, until it is told to stop. */
public final class SyncApiMain {
    private SyncApiMain() {}

    /** Starts the API; exits with 2 and one line when a setting is wrong. */
    public static void main(String[] arguments) {
        JavaLogging.joinTheLog();
        Map<String, String> environment = System.getenv();
        try {
            ApiSettings settings = ApiSettings.from(new EnvironmentReader(environment));
            run(settings, TemporalConnection.open(TemporalSettings.from(environment)));
        } catch (ConfigurationException | ApiStartException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(ApiSettings settings, TemporalConnection temporal) {
        Logger log = LoggerFactory.getLogger(SyncApiMain.class);
        SyncApi api = SyncApi.start(settings, temporal);
        log.info("API listens on http://{}:{}", settings.bindAddress(), api.port());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            api.close();
                            temporal.close();
                        },
                        "api-stop"));
    }
}
