package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what would make a payload too large, however many providers a run has. Sizes are upper bounds of the bytes of
 * JSON, in the widest form of every number.
 */
final class PayloadRoom {
    /** What is left of the 256 KiB that a payload may have for the rows of a list. */
    static final int ROWS = 224 * 1024;

    /** Errors stand beside a report without rows; this many tell what is wrong. */
    static final int ERRORS = 64 * 1024;

    /** Names and numbers of a row; 22 numbers of 20 digits among them. */
    private static final int ROW = 800;

    private static final int SMALL_ROW = 100;

    private PayloadRoom() {}

    /** As many rows as fit, in their order; when not all do, those of a lower rank are taken first. */
    static <T> List<T> fit(List<T> rows, int room, ToIntFunction<T> bytes, ToIntFunction<T> rank) {
        List<Integer> kept = new ArrayList<>();
        int left = room;
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> rank.applyAsInt(rows.get(index))))
                .toList();
        for (int index : order) {
            int size = bytes.applyAsInt(rows.get(index));
            if (size <= left) {
                left -= size;
                kept.add(index);
            }
        }
        return kept.stream().sorted().map(rows::get).toList();
    }

    static int bytes(ProviderSyncResult row) {
        int changes = row.changes().stream().mapToInt(PayloadRoom::bytes).sum();
        int reasons = List.copyOf(row.skipReasons().keySet()).stream()
                .mapToInt(reason -> SMALL_ROW + text(reason))
                .sum();
        return ROW + text(row.provider()) + bytes(row.error()) + changes + reasons;
    }

    static int bytes(ProviderProgress row) {
        return ROW + text(row.provider()) + bytes(row.error());
    }

    /** Of the error alone. */
    static int errorBytes(ProviderSyncResult row) {
        return SMALL_ROW + text(row.provider()) + bytes(row.error());
    }

    private static int bytes(PlannedChange change) {
        return SMALL_ROW
                + text(change.type())
                + text(change.providerModelId())
                + text(change.before())
                + text(change.after());
    }

    private static int bytes(@Nullable SyncError error) {
        return error == null ? 0 : SMALL_ROW + text(error.code()) + text(error.message());
    }

    /** Bytes of a text as JSON in UTF-8: control characters become six, quotes and backslashes two. */
    static int text(@Nullable String text) {
        return text == null
                ? 0
                : text.chars()
                        .map(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3)
                        .sum();
    }
}
