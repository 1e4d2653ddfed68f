package ai.gatewayz.sync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/** How soon many readers of the live feed are told of an event that was committed. */
final class StreamBench {
    private static final int READERS = 500;
    private static final int OF_ONE_ADDRESS = 10;
    private static final int EVENTS = 20;
    private static final int PATIENCE_SECONDS = 30;

    private final Jdbi jdbi;
    private final int port;
    private final AtomicInteger open = new AtomicInteger();

    StreamBench(Jdbi jdbi, int port) {
        this.jdbi = jdbi;
        this.port = port;
    }

    /** Table rows. */
    List<String> rows() throws IOException {
        List<ReadClient> readers = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                ReadClient reader = new ReadClient(port, "127.0.1." + (1 + i / OF_ONE_ADDRESS));
                reader.begin(ReadClient.get("/changes", "Accept: text/event-stream\r\n"));
                if (reader.line().contains(" 200")) {
                    readers.add(reader);
                } else {
                    reader.close();
                }
            }
            long[] last = tell(readers);
            Arrays.sort(last);
            return List.of(String.format(
                    Locale.ROOT,
                    "| readers of the live feed, of %d that came | %d | | %d |%n"
                            + "| until the last of them has an event, ms (median / max) | %d / %d | | ≤ 1000 |",
                    READERS,
                    open.get(),
                    READERS,
                    last[last.length / 2],
                    last[last.length - 1]));
        } finally {
            for (ReadClient reader : readers) {
                reader.close();
            }
        }
    }

    /** Milliseconds from each commit to the last reader that has it. */
    private long[] tell(List<ReadClient> readers) {
        open.set(readers.size());
        CountDownLatch[] told = new CountDownLatch[EVENTS];
        Arrays.setAll(told, i -> new CountDownLatch(readers.size()));
        for (ReadClient reader : readers) {
            Thread thread = new Thread(null, () -> read(reader, told), "reader", 128 * 1024);
            thread.setDaemon(true);
            thread.start();
        }
        long[] millis = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            int number = i;
            jdbi.useHandle(handle -> handle.execute(
                    "INSERT INTO change_events (type, provider_slug, generation, job_id, after)"
                            + " SELECT 'provider.degraded', 'openrouter', generation, 'bench', jsonb_build_object('n', ?)"
                            + " FROM catalog_generation",
                    number));
            long committed = System.nanoTime();
            try {
                boolean all = told[i].await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                millis[i] = all
                        ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committed)
                        : TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return millis;
    }

    private static void read(ReadClient reader, CountDownLatch[] told) {
        int number = 0;
        try {
            while (number < EVENTS) {
                String line = reader.line();
                if (line.startsWith("data: ") && line.contains("\"n\"")) {
                    told[number++].countDown();
                }
            }
        } catch (IOException e) {
            // Its latch stays up, and the figure says so.
            Thread.currentThread().interrupt();
        }
    }
}
