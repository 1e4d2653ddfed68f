package ai.gatewayz.sync.workflows.tracing;

import ai.gatewayz.sync.workflows.client.LogLines;
import ai.gatewayz.sync.workflows.client.TraceHeader;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One span for each run of a workflow, and below it one for each child and each attempt of an activity. A run that nobody
 * traced begins a trace of its own, whose number is the run's, so that whoever has the one finds the other. What a run tells
 * its steps follows from its number and its header alone, so it is the same in every replay.
 */
final class TracedRuns extends WorkerInterceptorBase {
    private static final int SPAN_DIGITS = 16;

    private final Tracer tracer;
    private final RunIds ids;

    TracedRuns(Tracer tracer, RunIds ids) {
        this.tracer = tracer;
        this.ids = ids;
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new Run(next);
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Attempts(next);
    }

    private static void fail(Span span, TemporalFailure failure) {
        String type = failure instanceof ApplicationFailure application
                ? application.getType()
                : failure.getClass().getSimpleName();
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR, LogLines.withoutSecrets(String.valueOf(failure.getOriginalMessage())));
    }

    /** One execution of a workflow. */
    private final class Run extends WorkflowInboundCallsInterceptorBase {
        private Context context = Context.root();

        Run(WorkflowInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(WorkflowOutboundCallsInterceptor calls) {
            super.init(new Calls(calls, this));
        }

        @Override
        public WorkflowOutput execute(WorkflowInput input) {
            Context parent = TraceHeader.read(input.getHeader());
            SpanContext own =
                    numbers(Workflow.getInfo(), Span.fromContext(parent).getSpanContext());
            context = Context.root().with(Span.wrap(own));
            try {
                WorkflowOutput output = super.execute(input);
                write(own, parent, null);
                return output;
            } catch (TemporalFailure e) {
                write(own, parent, e);
                throw e;
            }
        }

        /** Nobody else sees a run's end twice: a replay does not write it again. */
        private void write(SpanContext own, Context parent, @Nullable TemporalFailure failure) {
            if (WorkflowUnsafe.isReplaying() || !own.isValid()) {
                return;
            }
            WorkflowInfo run = Workflow.getInfo();
            Span span = ids.giving(own, () -> tracer.spanBuilder(run.getWorkflowType())
                    .setParent(parent)
                    .setStartTimestamp(run.getRunStartedTimestampMillis(), TimeUnit.MILLISECONDS)
                    .setAttribute("temporal.workflow.id", run.getWorkflowId())
                    .setAttribute("temporal.run.id", run.getRunId())
                    .startSpan());
            if (failure != null) {
                fail(span, failure);
            }
            span.end(Workflow.currentTimeMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static SpanContext numbers(WorkflowInfo run, SpanContext parent) {
        String number = run.getOriginalExecutionRunId().replace("-", "");
        if (!TraceId.isValid(number)) {
            return SpanContext.getInvalid();
        }
        return SpanContext.create(
                parent.isValid() ? parent.getTraceId() : number,
                number.substring(SPAN_DIGITS),
                parent.isValid() ? parent.getTraceFlags() : TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** What a run asks for. */
    private static final class Calls extends WorkflowOutboundCallsInterceptorBase {
        private final Run run;

        Calls(WorkflowOutboundCallsInterceptor next, Run run) {
            super(next);
            this.run = run;
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            TraceHeader.write(run.context, input.getHeader());
            return super.executeActivity(input);
        }

        @Override
        public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
            TraceHeader.write(run.context, input.getHeader());
            return super.executeChildWorkflow(input);
        }
    }

    /** What runs one activity after the other; each execution has its own. */
    private final class Attempts extends ActivityInboundCallsInterceptorBase {
        private @Nullable ActivityInfo info;

        Attempts(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext execution) {
            info = execution.getInfo();
            super.init(execution);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            Span span = begin(TraceHeader.read(input.getHeader()));
            boolean isKnown = false;
            try (Scope scope = span.makeCurrent()) {
                ActivityOutput output = super.execute(input);
                isKnown = true;
                return output;
            } catch (TemporalFailure e) {
                isKnown = true;
                fail(span, e);
                throw e;
            } finally {
                if (!isKnown) {
                    span.setAttribute("error.type", "bug").setStatus(StatusCode.ERROR);
                }
                span.end();
            }
        }

        private Span begin(Context parent) {
            if (info == null) {
                return Span.getInvalid();
            }
            return tracer.spanBuilder(info.getActivityType())
                    .setParent(parent)
                    .setAttribute("temporal.workflow.id", info.getWorkflowId())
                    .setAttribute("temporal.run.id", info.getWorkflowRunId())
                    .setAttribute("temporal.activity.attempt", (long) info.getAttempt())
                    .setAttribute("temporal.task_queue", info.getActivityTaskQueue())
                    .startSpan();
        }
    }
}
