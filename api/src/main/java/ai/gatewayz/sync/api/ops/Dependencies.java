package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.jobs.RunQueries;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import io.grpc.StatusRuntimeException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Whether the database and Temporal answer. */
public final class Dependencies {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final WorkflowServiceStubs stubs;
    private final TemporalCalls temporal;

    /** What the database said; the instant is of any provider's last success. */
    public record Database(boolean isUp, Optional<Instant> lastSuccess) {}

    /** Over both connections. */
    public Dependencies(Jdbi jdbi, WorkflowServiceStubs stubs, TemporalCalls temporal) {
        this.jdbi = jdbi;
        this.stubs = stubs;
        this.temporal = temporal;
    }

    /** Asks the database. */
    public Database database() {
        try {
            return new Database(true, jdbi.withExtension(RunQueries.class, RunQueries::lastSuccess));
        } catch (JdbiException e) {
            return new Database(false, Optional.empty());
        }
    }

    /** Asks Temporal. */
    public boolean isTemporalUp() {
        try {
            temporal.within(LIMIT, () -> stubs.blockingStub()
                    .getSystemInfo(io.temporal.api.workflowservice.v1.GetSystemInfoRequest.getDefaultInstance()));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }
}
