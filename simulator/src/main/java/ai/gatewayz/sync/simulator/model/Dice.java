package ai.gatewayz.sync.simulator.model;

import java.util.List;

/**
 * A reproducible random sequence. It is written out (splitmix64) because the fleet promises the same bytes for the
 * same seed on every Java release.
 */
public final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** The sequence that belongs to a seed and the labels of the question asked, in order. */
    public static Dice of(long seed, Object... labels) {
        long state = mix(seed + GOLDEN);
        for (Object label : labels) {
            state = mix(state ^ hash(String.valueOf(label)));
        }
        return new Dice(state);
    }

    /** The next 64 bits. */
    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 up to, not including, {@code bound}. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** A number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** True in {@code permille} of 1000 cases. */
    public boolean permille(int permille) {
        return below(1000) < permille;
    }

    /** One element, each equally likely. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
