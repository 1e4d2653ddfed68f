package ai.gatewayz.sync.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Keeps the record of held prices in step with a staged list, within the transaction that applies it.
 *
 * @param opened ids of prices that wait from now on
 * @param released ids of prices that waited and are served from now on
 * @param held how many prices of the list wait
 * @param kept how many models of the list differ from the stored ones in nothing but a price that is not served
 */
public record HeldChanges(List<Long> opened, List<Long> released, long held, long kept) {
    /** Of a list without any price that waits. */
    public static final HeldChanges NONE = new HeldChanges(List.of(), List.of(), 0, 0);

    private static final String WITHHELD = """
            SELECT count(*) FILTER (WHERE price_decision = 'held') AS held,
                   count(*) FILTER (WHERE operation <> 'new' AND NOT facts_changed) AS kept
            FROM staged_models
            WHERE stage_key = :stage AND price_changed AND price_decision IN ('held', 'refused')
            """;

    /** Prices of a stage that are not served, and models of which nothing else changed. */
    public record Withheld(long held, long kept) {}

    /** Stores what the list's prices do to holds, once the others are served. */
    static HeldChanges store(Handle handle, StagedList list, HoldSteps steps) {
        steps.move(handle);
        List<Long> opened = steps.begin(handle, list);
        Withheld withheld = handle.createQuery(WITHHELD)
                .bind("stage", list.stage())
                .map(ConstructorMapper.of(Withheld.class))
                .one();
        return new HeldChanges(opened, steps.released(), withheld.held(), withheld.kept());
    }

    /** Writes what was held and released into the feed; a hold changes nothing that readers see, and no generation. */
    public void announce(Handle handle, String job) {
        List<Long> ids = new ArrayList<>(opened);
        ids.addAll(released);
        ChangeFeed.tellHolds(handle, ids, job);
    }
}
