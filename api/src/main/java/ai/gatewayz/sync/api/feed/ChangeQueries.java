package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.ledger.CatalogChange;
import ai.gatewayz.sync.ledger.FeedFilter;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the change feed in its order. */
interface ChangeQueries {
    /** Events after a number, oldest first. */
    @SqlQuery("SELECT " + CatalogChange.COLUMNS
            + " FROM change_events WHERE seq > :since AND <filter> ORDER BY seq LIMIT :limit")
    @RegisterConstructorMapper(CatalogChange.class)
    List<CatalogChange> since(long since, int limit, @Define String filter, @BindMethods FeedFilter wanted);

    /** The newest events, oldest first. */
    @SqlQuery("SELECT * FROM (SELECT " + CatalogChange.COLUMNS
            + " FROM change_events WHERE <filter> ORDER BY seq DESC LIMIT :count) newest ORDER BY seq")
    @RegisterConstructorMapper(CatalogChange.class)
    List<CatalogChange> last(int count, @Define String filter, @BindMethods FeedFilter wanted);

    /** The number of the newest event; 0 without any. */
    @SqlQuery("SELECT coalesce(max(seq), 0) FROM change_events")
    long newest();
}
