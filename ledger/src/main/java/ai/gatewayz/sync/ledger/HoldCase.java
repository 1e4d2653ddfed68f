package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.guard.Hold;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Likeness;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Teller;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Told;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A staged price beside the hold of its model that stands.
 *
 * @param holdId the hold's row; 0 when none stands
 * @param hold null when none stands
 * @param likeness of the staged price to the one that is held
 * @param at the database's time
 */
public record HoldCase(long holdId, @Nullable Hold hold, Likeness likeness, Teller teller, Instant at) {
    /** Of a staged model {@code s} and {@link #HOLD}. */
    public static final String COLUMNS = """
            h.id AS hold_id,
            """ + HoldRows.COLUMNS + """
            , h.price_hash = s.price_hash AS is_same,
            (h.price_per_input_token, h.price_per_output_token)
                IS NOT DISTINCT FROM (s.price_per_input_token, s.price_per_output_token) AS is_same_headline,
            s.pricing_source IS NOT NULL AS is_told_by_feeds, now() AS at
            """;

    /** The hold of a model {@code m} that stands, if one does. */
    public static final String HOLD =
            "LEFT JOIN held_changes h ON h.model_id = m.id AND (h.status = 'pending' OR h.is_suppressing)\n";

    /** Reads {@link #COLUMNS}. */
    public static HoldCase of(ResultSet row) throws SQLException {
        long id = row.getLong("hold_id");
        Likeness headline = row.getBoolean("is_same_headline") ? Likeness.SAME_HEADLINE : Likeness.OTHER;
        return new HoldCase(
                id,
                id == 0 ? null : HoldRows.read(row),
                row.getBoolean("is_same") ? Likeness.SAME : headline,
                row.getBoolean("is_told_by_feeds") ? Teller.REFERENCES : Teller.PROVIDER,
                row.getTimestamp("at").toInstant());
    }

    /** What the list says to the hold, with what the guards say of the price. */
    Told told(PriceDecision decision, boolean complete) {
        return new Told(decision, likeness, teller, complete, at);
    }

    /** What becomes of the staged price, given what the guards say of it by itself. */
    public PriceDecision decide(PriceDecision judged, boolean complete) {
        return hold == null ? judged.withoutHold() : hold.decide(told(judged, complete));
    }
}
