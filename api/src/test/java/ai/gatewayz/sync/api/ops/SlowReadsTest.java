package ai.gatewayz.sync.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlowReadsTest {
    private Instant now = Instant.parse("2026-11-28T03:00:00Z");
    private final SlowReads reads = new SlowReads(() -> now);

    @Test
    void aReadThatTookLong_isToldUntilItHasPassed() {
        reads.note(4_999, false);
        assertThat(reads.reason()).isEmpty();

        reads.note(5_000, false);
        reads.note(3, false);
        assertThat(reads.reason()).contains("the database is slow: a read took 5 s");

        now = now.plus(SlowReads.REMEMBERED);
        assertThat(reads.reason()).isPresent();
        now = now.plus(Duration.ofMillis(1));
        assertThat(reads.reason()).isEmpty();
    }

    @Test
    void aReadThatWasCutOff_isTold_howeverLongItTook() {
        reads.note(20_004, true);
        assertThat(reads.reason()).contains("the database is slow: a read was cut off after 20 s");

        now = now.plus(SlowReads.REMEMBERED);
        reads.note(900, true);
        assertThat(reads.reason()).contains("the database is slow: a read was cut off after 0 s");
    }
}
