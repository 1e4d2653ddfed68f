package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.JavaLogging;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker as a process of its own; everything comes from the environment. */
public final class SyncWorkerMain {
    private static final Logger LOG = LoggerFactory.getLogger(SyncWorkerMain.class);

    private SyncWorkerMain() {}

    /** Runs until the process is asked to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        JavaLogging.joinTheLog();
        Map<String, String> environment = System.getenv();
        try {
            run(environment);
        } catch (ConfigurationException | WorkerStartException | IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Map<String, String> environment) throws InterruptedException {
        WorkerSettings settings = WorkerSettings.from(environment);
        TemporalConnection temporal = TemporalConnection.open(TemporalSettings.from(environment));
        SyncWorker worker = SyncWorker.start(settings, temporal);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.close();
                            temporal.close();
                            stopped.countDown();
                        },
                        "stop"));
        stopped.await();
    }
}
