package ai.gatewayz.sync.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.embedded.EmbeddedPart;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartKeeperTest {
    /** A part that lives or not, and takes some attempts to be started. */
    private static final class FakePart implements EmbeddedPart {
        private final Semaphore restarts = new Semaphore(0);
        private final AtomicBoolean alive = new AtomicBoolean(true);
        private final AtomicInteger attempts = new AtomicInteger();
        private final CountDownLatch restarted = new CountDownLatch(1);
        private final int failures;

        FakePart(int failures) {
            this.failures = failures;
        }

        @Override
        public String name() {
            return "Database";
        }

        @Override
        public boolean isAlive() {
            return alive.get();
        }

        @Override
        public void restart() {
            if (attempts.incrementAndGet() <= failures) {
                throw CommandFailure.failed("no space left");
            }
            alive.set(true);
            restarted.countDown();
            restarts.release();
        }

        @Override
        public Path log() {
            return Path.of("data", "database.log");
        }
    }

    @Test
    void deadPart_isStartedAgain_alsoAfterAnAttemptThatFailed() throws InterruptedException {
        FakePart part = new FakePart(1);
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (PartKeeper keeper = new PartKeeper(List.of(part), gaveUp::countDown)) {
            part.alive.set(false);

            assertThat(part.restarted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(part.attempts).hasValue(2);
            assertThat(keeper.failure()).isEmpty();
            assertThat(gaveUp.getCount()).isEqualTo(1);
        }
    }

    @Test
    void partThatDoesNotStart_isGivenUp_withItsReasonAndItsLog() throws InterruptedException {
        FakePart part = new FakePart(Integer.MAX_VALUE);
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (PartKeeper keeper = new PartKeeper(List.of(part), gaveUp::countDown)) {
            part.alive.set(false);

            assertThat(gaveUp.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(part.attempts).hasValue(4);
            assertThat(keeper.failure().orElseThrow())
                    .hasMessage("Database is gone, it does not start again: no space left (see "
                            + Path.of("data", "database.log") + ")");
        }
    }

    @Test
    void deathsOfTwoParts_areCountedApart() throws InterruptedException {
        FakePart first = new FakePart(0);
        FakePart second = new FakePart(0);
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (PartKeeper keeper = new PartKeeper(List.of(first, second), gaveUp::countDown)) {
            for (int round = 0; round < 6; round++) {
                for (FakePart part : List.of(first, second)) {
                    part.alive.set(false);
                    assertThat(part.restarts.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                }
            }
            assertThat(keeper.failure()).isEmpty();

            second.alive.set(false);

            assertThat(gaveUp.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(keeper.failure().orElseThrow()).hasMessageContaining("it died 7 times");
            assertThat(first.attempts).hasValue(6);
            assertThat(second.attempts).hasValue(6);
        }
    }
}
