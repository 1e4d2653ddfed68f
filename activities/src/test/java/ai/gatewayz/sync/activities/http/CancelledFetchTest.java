package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that throws ends the fetch wherever it hangs, and hears from it until then. */
class CancelledFetchTest {
    private static final long ENOUGH = 60_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fetch_endsWithTheListenersException_whileTheServerHangs(boolean inBody) throws IOException {
        CancelOnThird listener = new CancelOnThird();
        long filesBefore = FetchFixture.tempFiles();
        long started = System.nanoTime();
        try (RawServer server = new RawServer(wire -> hang(wire, inBody));
                ProviderHttpClient client = FetchFixture.client(patient(server))) {
            assertThatThrownBy(() -> client.fetch(SampleProviders.keyed(), listener))
                    .isSameAs(listener.exception);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(listener.heard).hasSize(3).endsWith(inBody ? "0 pages, 20 bytes" : "0 pages, 0 bytes");
        assertThat(FetchFixture.tempFiles()).isEqualTo(filesBefore);
    }

    @Test
    void fetch_endsWithTheListenersException_evenIfItFallsBeforeTheFirstByte() throws IOException {
        IllegalStateException cancelled = new IllegalStateException("cancelled");
        try (RawServer server = new RawServer(wire -> hang(wire, false));
                ProviderHttpClient client = FetchFixture.client(patient(server))) {
            assertThatThrownBy(() -> client.fetch(SampleProviders.open(), (pages, bytes) -> {
                        throw cancelled;
                    }))
                    .isSameAs(cancelled);
        }
    }

    @Test
    void fetch_endsUnavailable_whenItsThreadIsInterrupted() throws IOException, InterruptedException {
        List<ProviderCallException> thrown = new CopyOnWriteArrayList<>();
        CountDownLatch hanging = new CountDownLatch(1);
        try (RawServer server = new RawServer(wire -> {
                    hanging.countDown();
                    hang(wire, false);
                });
                ProviderHttpClient client = FetchFixture.client(patient(server))) {
            Thread fetching = new Thread(() -> {
                try {
                    client.fetch(SampleProviders.open(), FetchListener.SILENT).close();
                } catch (ProviderCallException e) {
                    thrown.add(e);
                }
            });
            fetching.start();
            hanging.await();
            fetching.interrupt();
            fetching.join(5_000);
        }
        assertThat(thrown)
                .extracting(ProviderCallException::getMessage)
                .containsExactly("acme: interrupted while waiting for the provider");
    }

    @Test
    void fetch_leavesNoThread() throws IOException {
        try (RawServer server = new RawServer(wire -> {
                    wire.head("Content-Length: 2");
                    wire.send("[]");
                });
                ProviderHttpClient client = FetchFixture.client(patient(server))) {
            client.fetch(SampleProviders.open(), FetchListener.SILENT).close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("fetch-watch-acme"))
                .allSatisfy(thread -> {
                    thread.join(2_000);
                    assertThat(thread.isAlive()).isFalse();
                });
    }

    private static void hang(RawServer.Wire wire, boolean inBody) throws IOException, InterruptedException {
        if (inBody) {
            wire.head("Content-Length: 1000");
            wire.send("[" + " ".repeat(19));
        }
        wire.silence(ENOUGH);
    }

    private static FetchSettings patient(RawServer server) {
        return FetchFixture.settings(server.url())
                .withReadTimeout(Duration.ofSeconds(30))
                .withLimits(FetchFixture.LIMITS.withMinimumRate(0, Duration.ofSeconds(30)));
    }

    /** Cancels when it hears for the third time. */
    private static final class CancelOnThird implements FetchListener {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final IllegalStateException exception = new IllegalStateException("cancelled by the workflow");

        @Override
        public void progress(int pages, long bytes) {
            heard.add(pages + " pages, " + bytes + " bytes");
            if (heard.size() == 3) {
                throw exception;
            }
        }
    }
}
