package ai.gatewayz.sync.activities.http;

import java.time.Duration;

/**
 * What may come through while a list is read.
 *
 * @param maxCompressedBytes compressed bytes on the wire, all pages together
 * @param maxDecodedBytes bytes after decompression, all pages together
 * @param maxRatio decoded to compressed bytes of one page, once that page is over {@code ratioFreeBytes}
 * @param ratioFreeBytes decoded bytes of a page below which any ratio is fine
 * @param minBytesPerSecond average on the wire below which a transfer is ended
 * @param rateWindow the time over which that average is taken
 */
public record TransferLimits(
        long maxCompressedBytes,
        long maxDecodedBytes,
        int maxRatio,
        long ratioFreeBytes,
        long minBytesPerSecond,
        Duration rateWindow) {
    private static final long MIB = 1024 * 1024;

    /** The figures of normal use. */
    public static final TransferLimits DEFAULTS =
            new TransferLimits(32 * MIB, 128 * MIB, 200, 8 * MIB, 1024, Duration.ofSeconds(15));

    /** Refuses figures that make no sense. */
    public TransferLimits {
        if (maxCompressedBytes < 1 || maxDecodedBytes < 1 || maxRatio < 1 || ratioFreeBytes < 0) {
            throw new IllegalArgumentException("byte limits must be positive");
        }
        if (minBytesPerSecond < 0 || rateWindow.isZero() || rateWindow.isNegative()) {
            throw new IllegalArgumentException("the minimum rate and its window must be positive");
        }
    }

    /** The same with other byte limits. */
    public TransferLimits withMaxBytes(long compressed, long decoded) {
        return new TransferLimits(compressed, decoded, maxRatio, ratioFreeBytes, minBytesPerSecond, rateWindow);
    }

    /** The same with another minimum rate. */
    public TransferLimits withMinimumRate(long bytesPerSecond, Duration window) {
        return new TransferLimits(
                maxCompressedBytes, maxDecodedBytes, maxRatio, ratioFreeBytes, bytesPerSecond, window);
    }
}
