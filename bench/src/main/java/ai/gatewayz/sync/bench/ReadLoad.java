package ai.gatewayz.sync.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Load on one server, over a few kept connections. */
final class ReadLoad {
    private static final int CONNECTIONS = 4;

    private ReadLoad() {}

    /** Latencies in microseconds, sorted. */
    record Latencies(long[] micros) {
        double millis(double percent) {
            int index = (int) Math.min(micros.length - 1L, (long) (micros.length * percent / 100));
            return micros[index] / 1000.0;
        }
    }

    /** Answers a second, each connection asking again as soon as it has its answer. */
    static double rate(int port, byte[] request, Duration length) throws IOException {
        long begin = System.nanoTime();
        List<Long> counts = everywhere(number -> {
            long count = 0;
            try (ReadClient client = new ReadClient(port)) {
                while (System.nanoTime() - begin < length.toNanos()) {
                    expect(client.ask(request), 200);
                    count++;
                }
            }
            return count;
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        return counts.stream().mapToLong(Long::longValue).sum() / seconds;
    }

    /**
     * Asks at a steady pace, whether answers are late or not; each latency counts from the moment when its request was due.
     *
     * @param request by its number
     */
    static Latencies paced(int port, int perSecond, int count, int status, IntFunction<byte[]> request)
            throws IOException {
        long interval = 1_000_000_000L / perSecond;
        long begin = System.nanoTime() + 50_000_000L;
        List<List<Long>> all = everywhere(number -> {
            List<Long> micros = new ArrayList<>();
            try (ReadClient client = new ReadClient(port)) {
                for (int i = number; i < count; i += CONNECTIONS) {
                    long due = begin + i * interval;
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    expect(client.ask(request.apply(i)), status);
                    micros.add((System.nanoTime() - due) / 1000);
                }
            }
            return micros;
        });
        long[] sorted =
                all.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    static void expect(ReadClient.Answer answer, int status) throws IOException {
        if (answer.status() != status) {
            throw new IOException("answered with " + answer.status());
        }
    }

    /** What one connection does. */
    private interface Work<T> {
        T of(int number) throws IOException;
    }

    private static <T> List<T> everywhere(Work<T> work) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                Callable<T> one = () -> work.of(number);
                running.add(threads.submit(one));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
