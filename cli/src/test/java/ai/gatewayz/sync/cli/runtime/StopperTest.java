package ai.gatewayz.sync.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopperTest {
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    private final Stopper stopper = new Stopper();

    @Test
    void lastStartedIsStoppedFirst_onceOnly() {
        add("database");
        add("worker");
        stopper.close();
        stopper.close();
        stopper.awaitClosed();
        assertThat(stopped).containsExactly("worker", "database");
    }

    @Test
    void aPartThatHangsOrFailsDoesNotKeepTheOthers() {
        CountDownLatch never = new CountDownLatch(1);
        add("database");
        stopper.add("broken", Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("broken");
        });
        stopper.add("hanging", Duration.ofMillis(50), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.close();
        assertThat(stopped).containsExactly("database");
        never.countDown();
    }

    @Test
    void whatIsStartedDuringTheStopIsStoppedAtOnce() {
        stopper.close();
        assertThat(stopper.isClosing()).isTrue();
        assertThatThrownBy(() -> add("late")).isInstanceOf(CommandFailure.class).hasMessage("stopped while starting");
        assertThat(stopped).containsExactly("late");
    }

    private void add(String name) {
        stopper.add(name, Duration.ofSeconds(1), () -> stopped.add(name));
    }
}
