package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.http.EventStreams;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import org.jspecify.annotations.Nullable;

/** A job's progress as events: one whenever it changes, and a last one named {@code end}. */
final class JobEvents implements EventStreams.EventSource {
    private final JobReader jobs;
    private final ObjectMapper json;
    private final Job first;
    private String shown = "";
    private long number;
    private boolean ended;

    /** The events of one run; {@code first} is how it stands now. */
    JobEvents(JobReader jobs, ObjectMapper json, Job first) {
        this.jobs = jobs;
        this.json = json;
        this.first = first;
    }

    @Override
    public @Nullable String next() {
        if (ended) {
            return null;
        }
        try {
            Job job = number == 0 ? first : jobs.read(first.jobId(), first.runId());
            ended = job.isEnded();
            String text = json.writeValueAsString(job);
            if (text.equals(shown)) {
                return "";
            }
            shown = text;
            number++;
            return EventStreams.event(number, ended ? "end" : "progress", text);
        } catch (StatusRuntimeException | WorkflowException e) {
            // Temporal is away for a moment; the job goes on, and so does the stream.
            return "";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job cannot be written as JSON", e);
        }
    }
}
