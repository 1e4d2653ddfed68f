package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that one response carries.
 *
 * @param from index of the first row in the whole list
 * @param size rows asked for
 * @param total rows in the whole list
 * @param next token of the next page, or null on the last one
 */
record Page(
        List<SimModel> rows,
        int from,
        int size,
        int total,
        @Nullable String next) {
    /** The last page of any list, without rows. */
    static Page empty() {
        return new Page(List.of(), 0, 0, 0, null);
    }

    /** The same page in a list that is longer by some rows. */
    Page plus(int more) {
        return new Page(rows, from, size, total + more, next);
    }
}
