package ai.gatewayz.sync.bench;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One measured sync.
 *
 * @param millis from the start of the workflow to its result
 * @param models stored and current afterwards
 * @param walBytes written to the write-ahead log meanwhile
 * @param deadTuples left in the tables of models and prices
 */
record Measurement(long millis, long models, long walBytes, long deadTuples, long rssMebibytes) {
    static long median(List<Measurement> all, ToLongFunction<Measurement> figure) {
        long[] sorted = all.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static long min(List<Measurement> all, ToLongFunction<Measurement> figure) {
        return all.stream().mapToLong(figure).min().orElse(0);
    }

    static long max(List<Measurement> all, ToLongFunction<Measurement> figure) {
        return all.stream().mapToLong(figure).max().orElse(0);
    }
}
