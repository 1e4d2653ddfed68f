package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.cli.embedded.EmbeddedPart;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the embedded servers: starts one that has died again, and gives up with a reason when that does not help. */
public final class PartKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartKeeper.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_ATTEMPTS = 4;
    /** With what an attempt may take, below the half minute after which somebody has to know. */
    private static final Duration LONGEST_REPAIR = Duration.ofSeconds(14);

    private static final int MOST_DEATHS = 6;
    private static final Duration QUIET = Duration.ofMinutes(10);

    /** How often a part has died, and when it did so last. */
    private record Deaths(int count, long lastNanos) {
        Deaths another(long nanos) {
            return new Deaths(nanos - lastNanos > QUIET.toNanos() ? 1 : count + 1, nanos);
        }
    }

    private final List<EmbeddedPart> parts;
    /** Each part is counted alone: one that dies often says nothing about the other. Used by the keeper's thread only. */
    private final Map<EmbeddedPart, Deaths> deaths = new HashMap<>();

    private final Runnable giveUp;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable CommandFailure failure;

    /**
     * Begins to look after parts that run.
     *
     * @param giveUp is called once when a part cannot be kept; {@link #failure} then says why
     */
    public PartKeeper(List<EmbeddedPart> parts, Runnable giveUp) {
        this.parts = List.copyOf(parts);
        this.giveUp = giveUp;
        this.thread = new Thread(this::look, "part-keeper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Why it gave up, naming the part and its log; empty while everything runs. */
    public Optional<CommandFailure> failure() {
        return Optional.ofNullable(failure);
    }

    private void look() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                for (EmbeddedPart part : parts) {
                    if (!part.isAlive()) {
                        repair(part);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommandFailure e) {
            if (closing.getCount() > 0) {
                failure = e;
                giveUp.run();
            }
        }
    }

    private void repair(EmbeddedPart part) throws InterruptedException {
        long died = System.nanoTime();
        Deaths before = deaths.get(part);
        Deaths counted = before == null ? new Deaths(1, died) : before.another(died);
        deaths.put(part, counted);
        if (counted.count() > MOST_DEATHS) {
            throw lost(part, "it died " + counted.count() + " times");
        }
        for (int attempt = 1; ; attempt++) {
            LOG.warn("{} has died; starting it again, attempt {} of {}", part.name(), attempt, MOST_ATTEMPTS);
            try {
                part.restart();
                LOG.warn("{} runs again after {} ms", part.name(), (System.nanoTime() - died) / 1_000_000);
                return;
            } catch (CommandFailure e) {
                if (attempt == MOST_ATTEMPTS || System.nanoTime() - died > LONGEST_REPAIR.toNanos()) {
                    throw lost(part, "it does not start again: " + e.getMessage());
                }
            }
            if (closing.await(attempt, TimeUnit.SECONDS)) {
                return;
            }
        }
    }

    private static CommandFailure lost(EmbeddedPart part, String reason) {
        return CommandFailure.failed(part.name() + " is gone, " + reason + " (see " + part.log() + ")");
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
