package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.ActivityPolicies;
import ai.gatewayz.sync.workflows.WorkflowIds;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per attempt that failed and is followed by another, with the time of that one. The last attempt's failure is told
 * by the run that ends with it. Stack traces are for those who look for them.
 */
final class AttemptLog extends WorkerInterceptorBase {
    private static final Logger LOG = LoggerFactory.getLogger("ai.gatewayz.sync.attempts");

    private final InstantSource clock;

    AttemptLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Attempts(next, clock);
    }

    private static final double USUAL_COEFFICIENT = 2;

    /** What runs one activity after the other; each execution has its own. */
    private static final class Attempts extends ActivityInboundCallsInterceptorBase {
        private final InstantSource clock;
        private @Nullable ActivityInfo info;

        Attempts(ActivityInboundCallsInterceptor next, InstantSource clock) {
            super(next);
            this.clock = clock;
        }

        @Override
        public void init(ActivityExecutionContext context) {
            info = context.getInfo();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            try {
                return super.execute(input);
            } catch (ApplicationFailure e) {
                note(e, Objects.requireNonNull(info));
                throw e;
            }
        }

        private void note(ApplicationFailure failure, ActivityInfo run) {
            // The server inside of a process does not tell what it was given.
            RetryOptions told = run.getRetryOptions();
            RetryOptions retries =
                    told.getMaximumAttempts() > 0 ? told : ActivityPolicies.retries(run.getActivityType());
            int attempt = run.getAttempt();
            int most = retries.getMaximumAttempts();
            String subject = subject(run.getWorkflowId()) + ": ";
            String message = failure.getOriginalMessage();
            String step = subject + run.getActivityType().toLowerCase(Locale.ROOT) + " failed (attempt " + attempt
                    + (most > 0 ? " of " + most : "") + "): "
                    + (message.startsWith(subject) ? message.substring(subject.length()) : message);
            if (failure.isNonRetryable() || (most > 0 && attempt >= most)) {
                LOG.debug("{}", step, failure);
                return;
            }
            Duration delay = delay(failure, retries, attempt);
            LOG.warn(
                    "{}; next attempt in {} s at {}",
                    step,
                    delay.toSeconds(),
                    clock.instant().plus(delay).truncatedTo(ChronoUnit.SECONDS));
            LOG.debug("{}", step, failure);
        }

        private static String subject(String workflowId) {
            return WorkflowIds.isProvider(workflowId) ? WorkflowIds.provider(workflowId) : workflowId;
        }

        /** As the server counts it. */
        private static Duration delay(ApplicationFailure failure, RetryOptions retries, int attempt) {
            if (failure.getNextRetryDelay() != null) {
                return failure.getNextRetryDelay();
            }
            // What was not set is the server's choice.
            double coefficient =
                    retries.getBackoffCoefficient() < 1 ? USUAL_COEFFICIENT : retries.getBackoffCoefficient();
            double millis = retries.getInitialInterval().toMillis() * Math.pow(coefficient, attempt - 1.0);
            Duration most = retries.getMaximumInterval();
            Duration delay =
                    Duration.ofMillis(Math.min((long) millis, Duration.ofDays(1).toMillis()));
            return most == null || most.isZero() || delay.compareTo(most) < 0 ? delay : most;
        }
    }
}
