package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of webhooks, and what limits them. */
public final class WebhookRoutes {
    /** Of one address: enough for a sender's burst, far below what would keep others from being answered. */
    private static final int BURST = 60;

    private static final int PER_SECOND = 10;

    private final WebhookSecrets secrets;
    private final Jdbi records;
    private final TemporalCalls temporal;
    private final ProviderDirectory directory;
    private final Clock clock;

    /** Records in a database that may be written; starts syncs through Temporal. */
    public WebhookRoutes(
            WebhookSecrets secrets, Jdbi records, TemporalCalls temporal, ProviderDirectory directory, Clock clock) {
        this.secrets = secrets;
        this.records = records;
        this.temporal = temporal;
        this.directory = directory;
        this.clock = clock;
    }

    /** Adds them; outcomes are counted in the metrics. */
    public void register(JerseyEnvironment jersey, MeterRegistry metrics) {
        WebhookGate gate = new WebhookGate(new TokenBuckets(BURST, PER_SECOND, TimeMeter.SYSTEM_NANOTIME), metrics);
        WebhookIntake intake = new WebhookIntake(records, new SyncLauncher(temporal.client()), temporal);
        jersey.register(gate);
        jersey.register(new WebhookResource(secrets, gate, intake, directory, clock));
    }
}
