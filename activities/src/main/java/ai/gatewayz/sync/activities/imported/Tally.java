package ai.gatewayz.sync.activities.imported;

import ai.gatewayz.sync.activities.imported.ImportReport.Refusal;
import ai.gatewayz.sync.activities.imported.ImportReport.TableCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the rows of one table. */
final class Tally {
    /** Why, how many, and the first of them. */
    private record Refused(long rows, String example) {
        Refused and(Refused other) {
            return new Refused(rows + other.rows, example);
        }
    }

    private final OldTable table;
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private long read;
    private long added;
    private long known;
    private long unpriced;

    Tally(OldTable table) {
        this.table = table;
    }

    long read() {
        return read;
    }

    void read(long rows) {
        read += rows;
    }

    /** What a batch of INSERTs answered: 1 for a row that came in, 0 for one that was there. */
    void written(int[] counts) {
        for (int count : counts) {
            added += count;
            known += 1 - count;
        }
    }

    void unpriced() {
        unpriced++;
    }

    void refuse(OldRow row, String reason) {
        refused.merge(reason, new Refused(1, row.name()), Refused::and);
    }

    TableCounts counts() {
        long rows = refused.values().stream().mapToLong(Refused::rows).sum();
        return new TableCounts(table.table(), read, added, known, unpriced, rows);
    }

    List<Refusal> refusals() {
        return refused.entrySet().stream()
                .map(entry -> new Refusal(
                        table.table(),
                        entry.getKey(),
                        entry.getValue().rows(),
                        entry.getValue().example()))
                .toList();
    }
}
