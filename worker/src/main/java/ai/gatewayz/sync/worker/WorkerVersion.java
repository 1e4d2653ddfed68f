package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The build of the workers, told to the Temporal server: a provider's sync ends on the build it began on, all else goes on with
 * the current one.
 *
 * @param buildId such as the image's tag
 * @param becomesCurrent whether new runs go to this build as soon as it polls; otherwise the deploy says so
 */
record WorkerVersion(String buildId, boolean becomesCurrent) {
    /** The name of all our builds together. */
    static final String DEPLOYMENT = "catalog-sync";

    private static final Pattern BUILD_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Reads the environment; null without a build. */
    static @Nullable WorkerVersion from(EnvironmentReader reader) {
        String id = reader.text("WORKER_BUILD_ID");
        boolean current = reader.flag("WORKER_BUILD_CURRENT", true);
        if (id == null) {
            return null;
        }
        if (!BUILD_ID.matcher(id).matches()) {
            throw new ConfigurationException(
                    "WORKER_BUILD_ID", "has to be 1 to 100 letters, digits, dots, hyphens and underscores");
        }
        return new WorkerVersion(id, current);
    }

    /** What pollers tell the server. */
    WorkerDeploymentOptions options() {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(DEPLOYMENT, buildId))
                .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                .build();
    }
}
