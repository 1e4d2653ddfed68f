package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.runs.RunRef;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;

/** The workflow run that the activity in this thread works for. */
final class ThisRun {
    private ThisRun() {}

    static boolean isFirstAttempt() {
        return Activity.getExecutionContext().getInfo().getAttempt() == 1;
    }

    static RunRef of(String provider) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        return new RunRef(info.getWorkflowId(), info.getRunId(), provider);
    }
}
