package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.prices.PriceDetails;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.catalog.price.Pricing;
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
 * @param factor how many times the price that waits is the one it was compared with, at the line that is farthest off; null
 *     where no line can be compared
 * @param comparedWith what the guards saw when they held it: the served price, feeds, and other providers
 * @param approveServes what an approval would serve: the price that waits, or a pin that stands before it; null once decided
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
        @Nullable String factor,
        List<Compared> comparedWith,
        PriceDetails.@Nullable Price approveServes,
        int agreeingFetches,
        Instant firstSeenAt,
        @Nullable Decision decision) {
    /** The source of the price that was served. */
    static final String SERVED = "served";

    /** Where the price comes from. */
    public record Origin(String source, String jobId, String snapshotSha256) {}

    /** What one feed says; the id is its own key. */
    public record Told(String source, String referenceId, PriceDetails.Price price) {
        private static Told of(PriceList.Told told) {
            return new Told(told.source(), told.referenceId(), PriceDetails.Price.of(told.pricing()));
        }
    }

    /** What somebody else says; {@code served} is the price that was served. */
    public record Compared(String source, PriceDetails.Price price) {
        private static Compared of(PriceList.Told told) {
            return new Compared(told.source(), PriceDetails.Price.of(told.pricing()));
        }
    }

    /** How it ended. */
    public record Decision(Instant at, String by, @Nullable String note) {}

    /** Reads a row of the held changes. */
    public static HeldChange of(ResultSet row) throws SQLException {
        String rule = row.getString("rule");
        String before = row.getString("previous_state");
        Pricing served = before == null
                ? null
                : PriceList.read(before, "", row.getString("previous_components"), row.getString("previous_unread"));
        Pricing waiting = PriceList.read(
                row.getString("pricing_state"),
                row.getString("pricing_basis"),
                row.getString("components"),
                row.getString("unread"));
        List<PriceList.Told> others = compared(row, served);
        return new HeldChange(
                row.getLong("id"),
                row.getString("slug"),
                row.getString("provider_model_id"),
                row.getString("canonical"),
                rule,
                row.getString("status"),
                releasedBy(row),
                served == null ? null : PriceDetails.Price.of(served),
                PriceDetails.Price.of(waiting),
                new Origin(row.getString("pricing_source"), row.getString("job_id"), row.getString("sha")),
                PriceList.readTold(row.getString("told_by")).stream()
                        .map(Told::of)
                        .toList(),
                HoldFactor.of(rule, waiting, others),
                others.stream().map(Compared::of).toList(),
                approveServes(row, waiting),
                row.getInt("agreeing_fetches"),
                row.getTimestamp("first_seen_at").toInstant(),
                decision(row));
    }

    private static List<PriceList.Told> compared(ResultSet row, @Nullable Pricing served) throws SQLException {
        List<PriceList.Told> others = new ArrayList<>();
        if (served != null) {
            others.add(new PriceList.Told(SERVED, "", served));
        }
        others.addAll(PriceList.readTold(row.getString("compared_with")));
        return others;
    }

    private static PriceDetails.@Nullable Price approveServes(ResultSet row, Pricing waiting) throws SQLException {
        if (!row.getString("status").equals("pending")) {
            return null;
        }
        String pinned = row.getString("pinned_state");
        return PriceDetails.Price.of(
                pinned == null
                        ? waiting
                        : PriceList.read(
                                pinned, "pinned", row.getString("pinned_components"), row.getString("pinned_unread")));
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        java.sql.Timestamp at = row.getTimestamp("decided_at");
        return at == null ? null : new Decision(at.toInstant(), row.getString("decided_by"), row.getString("note"));
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
}
