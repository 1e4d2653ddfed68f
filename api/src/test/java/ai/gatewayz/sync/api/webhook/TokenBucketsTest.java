package ai.gatewayz.sync.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TokenBuckets buckets = new TokenBuckets(3, 2, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private int taken(String address, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += buckets.take(address) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void take_isRefused_whenTheBucketIsEmpty_andFillsWithTime() {
        assertThat(taken("192.0.2.1", 10)).isEqualTo(3);
        nanos.addAndGet(1_000_000_000);
        assertThat(taken("192.0.2.1", 10)).isEqualTo(2);
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(taken("192.0.2.1", 10)).isEqualTo(3);
    }

    @Test
    void take_isOfOneAddressOnly() {
        taken("192.0.2.1", 10);

        assertThat(taken("192.0.2.2", 10)).isEqualTo(3);
    }

    @Test
    void take_countsANetworkOfIpv6AsOneAddress() {
        taken("2001:db8:1:2::1", 10);

        assertThat(taken("2001:db8:1:2:ffff::9", 10)).isZero();
        assertThat(taken("2001:db8:1:3::1", 10)).isEqualTo(3);
    }

    @Test
    void giveBack_makesGenuineRequestsFree() {
        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("192.0.2.1")).isTrue();
            buckets.giveBack("192.0.2.1");
        }
    }
}
