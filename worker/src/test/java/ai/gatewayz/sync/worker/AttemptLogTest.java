package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AttemptLogTest {
    private static final Instant NOW = Instant.parse("2026-11-27T22:00:00.123Z");

    /** Fails as often as it is tried. */
    @ActivityInterface
    public interface Steps {
        void fetch();
    }

    /** Runs one step. */
    @WorkflowInterface
    public interface Run {
        @WorkflowMethod
        void run();
    }

    /** Tries as often as the product's own step of that name; the test's server does not tell how often. */
    public static final class RunImpl implements Run {
        @Override
        public void run() {
            Workflow.newActivityStub(
                            Steps.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setInitialInterval(Duration.ofSeconds(2))
                                            .setMaximumAttempts(6)
                                            .build())
                                    .build())
                    .fetch();
        }
    }

    private static List<String> lines(Steps steps) {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger("ai.gatewayz.sync.attempts");
        logger.addAppender(lines);
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                                .setWorkerInterceptors(new AttemptLog(() -> NOW))
                                .build())
                        .build())) {
            Worker worker = environment.newWorker("q");
            worker.registerWorkflowImplementationTypes(RunImpl.class);
            worker.registerActivitiesImplementations(steps);
            environment.start();
            Run run = environment
                    .getWorkflowClient()
                    .newWorkflowStub(
                            Run.class,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("provider-sync:groq")
                                    .setTaskQueue("q")
                                    .build());
            assertThatThrownBy(run::run).isInstanceOf(WorkflowException.class);
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null ? "" : " and a trace"))
                .toList();
    }

    @Test
    void everyAttemptThatIsFollowedByAnother_isOneLineWithItsTime() {
        List<String> lines = lines(() -> {
            throw ApplicationFailure.newFailure("HTTP 503", "Unavailable");
        });

        assertThat(lines)
                .hasSize(5)
                .startsWith(
                        "WARN groq: fetch failed (attempt 1 of 6): HTTP 503; next attempt in 2 s at 2026-11-27T22:00:02Z",
                        "WARN groq: fetch failed (attempt 2 of 6): HTTP 503; next attempt in 4 s at 2026-11-27T22:00:04Z");
    }

    @Test
    void aDelayThatTheProviderAskedFor_isTold() {
        List<String> lines = lines(() -> {
            throw ApplicationFailure.newBuilder()
                    .setMessage("HTTP 429")
                    .setType("RateLimited")
                    .setNextRetryDelay(Duration.ofSeconds(30))
                    .build();
        });

        assertThat(lines.get(0)).endsWith("next attempt in 30 s at 2026-11-27T22:00:30Z");
    }

    @Test
    void whatIsNotTriedAgain_isLeftToTheRun() {
        assertThat(lines(() -> {
                    throw ApplicationFailure.newNonRetryableFailure("HTTP 401", "AuthFailed");
                }))
                .isEmpty();
    }

    @Test
    void tracesOfTheSdk_areLeftOut_unlessTheyTellOfABug() {
        ApplicationFailure expected = ApplicationFailure.newFailure("HTTP 503", "Unavailable");

        assertThat(reply("io.temporal.internal.activity.X", expected)).isEqualTo(FilterReply.DENY);
        assertThat(reply("io.temporal.internal.activity.X", new IllegalStateException(expected)))
                .isEqualTo(FilterReply.DENY);
        assertThat(reply("io.temporal.internal.activity.X", new IllegalStateException("bug")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(reply("other", expected)).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply reply(String name, Throwable thrown) {
        Logger logger = new LoggerContext().getLogger(name);
        return new ExpectedFailures()
                .decide(new LoggingEvent("x", logger, Level.WARN, "{} failure", thrown, new Object[] {"Activity"}));
    }

    @Test
    void warningsOfTheSdk_thatPassByThemselves_areOneLine() {
        StatusRuntimeException away =
                Status.UNAVAILABLE.withDescription("io exception").asRuntimeException();

        assertThat(warned(new IllegalStateException("wrapped", away)))
                .containsExactly(
                        "ai.gatewayz.sync.temporal Poll of q failed: StatusRuntimeException: UNAVAILABLE: io exception");
        assertThat(warned(new IllegalStateException("bug")))
                .containsExactly("io.temporal.internal.X Poll of q failed and a trace");
    }

    @Test
    void pollersOfAServerThatIsAway_areOneLineOfThemAll_andALateQueryIsNone() {
        StatusRuntimeException refused = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new ConnectException("Connection refused"))
                .asRuntimeException();
        StatusRuntimeException late = Status.NOT_FOUND
                .withDescription("query task not found, or already expired")
                .asRuntimeException();

        assertThat(warned(refused, refused, refused, late))
                .containsExactly(
                        "ai.gatewayz.sync.temporal Poll of q failed: StatusRuntimeException: UNAVAILABLE: io exception");
    }

    private static List<String> warned(Throwable... thrown) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.addTurboFilter(new SdkWarnings());
        context.getLogger("ai.gatewayz").setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(lines);
        for (Throwable failure : thrown) {
            context.getLogger("io.temporal.internal.X").warn("Poll of {} failed", "q", failure);
        }
        return lines.list.stream()
                .map(event -> event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null ? "" : " and a trace"))
                .toList();
    }
}
