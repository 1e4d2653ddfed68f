package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.prices.PriceDetails;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.ledger.PriceList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price that waits, or waited, for a decision.
 *
 * @param rule why it waits
 * @param releasedBy what may release it: always an approval
 * @param before the price that was served; null when there was none
 * @param after the price that waits
 * @param toldBy what each feed says, where feeds contradict each other; the price that waits is the first one's
 */
public record HeldChange(
        long id,
        String providerSlug,
        String providerModelId,
        String modelId,
        String rule,
        String status,
        List<String> releasedBy,
        PriceDetails.@Nullable Price before,
        PriceDetails.Price after,
        Origin origin,
        List<Told> toldBy,
        int agreeingFetches,
        Instant firstSeenAt,
        @Nullable Decision decision) {
    /** Where the price comes from. */
    public record Origin(String source, String jobId, String snapshotSha256) {}

    /** What one feed says; the id is its own key. */
    public record Told(String source, String referenceId, PriceDetails.Price price) {
        private static Told of(PriceList.Told told) {
            return new Told(told.source(), told.referenceId(), PriceDetails.Price.of(told.pricing()));
        }
    }

    /** How it ended. */
    public record Decision(Instant at, String by, @Nullable String note) {}

    /** Reads a row of the held changes. */
    public static HeldChange of(ResultSet row) throws SQLException {
        String before = row.getString("previous_state");
        java.sql.Timestamp decided = row.getTimestamp("decided_at");
        return new HeldChange(
                row.getLong("id"),
                row.getString("slug"),
                row.getString("provider_model_id"),
                row.getString("canonical"),
                row.getString("rule"),
                row.getString("status"),
                releasedBy(row),
                before == null ? null : price(before, "", row.getString("previous_components")),
                price(row.getString("pricing_state"), row.getString("pricing_basis"), row.getString("components")),
                new Origin(row.getString("pricing_source"), row.getString("job_id"), row.getString("sha")),
                PriceList.readTold(row.getString("told_by")).stream()
                        .map(Told::of)
                        .toList(),
                row.getInt("agreeing_fetches"),
                row.getTimestamp("first_seen_at").toInstant(),
                decided == null
                        ? null
                        : new Decision(decided.toInstant(), row.getString("decided_by"), row.getString("note")));
    }

    private static List<String> releasedBy(ResultSet row) throws SQLException {
        List<String> ways = new ArrayList<>(List.of("approval"));
        if (row.getBoolean("cleared_by_second_source")) {
            ways.add("second_source");
        }
        if (row.getBoolean("cleared_by_agreement")) {
            ways.add("agreeing_fetches");
        }
        if (row.getString("rule").equals(HoldRule.REFERENCE_DISAGREEMENT.key())) {
            ways.add("agreeing_references");
        }
        return ways;
    }

    private static PriceDetails.Price price(String state, String basis, String components) {
        return PriceDetails.Price.of(PriceList.read(state, basis, components));
    }
}
