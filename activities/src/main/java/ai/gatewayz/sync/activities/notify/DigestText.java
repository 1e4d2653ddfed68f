package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.notify.DigestDao.Count;
import ai.gatewayz.sync.activities.notify.DigestDao.Digest;
import ai.gatewayz.sync.activities.notify.DigestDao.Models;
import ai.gatewayz.sync.activities.notify.DigestDao.Move;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a digest says: so many changes of each kind, and the largest of them. */
final class DigestText {
    private static final int MOST_MOVES = 20;
    private static final int MOST_PROVIDERS = 10;
    private static final int LONGEST_NAME = 100;
    private static final BigDecimal TEN = BigDecimal.TEN;

    private final DigestDao dao;
    private final Digest digest;
    private final Map<String, Long> counts;

    private DigestText(DigestDao dao, Digest digest) {
        this.dao = dao;
        this.digest = digest;
        this.counts = dao.counts(digest.sinceSeq(), digest.untilSeq()).stream()
                .collect(Collectors.toMap(Count::type, Count::models));
    }

    /** The message about its events; null when none of them is of a kind that digests tell. */
    static @Nullable AlertMessage of(DigestDao dao, Digest digest) {
        return new DigestText(dao, digest).message();
    }

    private @Nullable AlertMessage message() {
        List<Move> moves = dao.moves(digest.sinceSeq(), digest.untilSeq(), MOST_MOVES);
        long moved = moves.isEmpty() ? 0 : moves.get(0).moves();
        List<String> parts = new ArrayList<>();
        count(parts, moved, "price change");
        count(parts, counted(EventType.MODEL_ADDED), "new model");
        count(parts, counted(EventType.MODEL_REACTIVATED), "model back", "models back");
        count(parts, counted(EventType.MODEL_DELISTED), "model gone", "models gone");
        count(parts, counted(EventType.PRICE_HELD), "price held back", "prices held back");
        if (parts.isEmpty()) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        prices(lines, moves, moved);
        models(lines, "New", EventType.MODEL_ADDED);
        models(lines, "Back", EventType.MODEL_REACTIVATED);
        models(lines, "Gone", EventType.MODEL_DELISTED);
        long waiting = dao.waiting();
        if (waiting > 0) {
            lines.add((waiting == 1 ? "1 price waits" : waiting + " prices wait")
                    + " for a decision: ./catalog-sync held");
        }
        lines.add("All of it: ./catalog-sync changes --since " + digest.sinceSeq());
        return new AlertMessage(
                "digest-" + digest.id(),
                "digest",
                "Model catalog: " + String.join(", ", parts),
                String.join("\n", lines));
    }

    private long counted(EventType type) {
        return counts.getOrDefault(type.key(), 0L);
    }

    private static void count(List<String> parts, long number, String one) {
        count(parts, number, one, one + "s");
    }

    private static void count(List<String> parts, long number, String one, String many) {
        if (number > 0) {
            parts.add(number + " " + (number == 1 ? one : many));
        }
    }

    private static void prices(List<String> lines, List<Move> moves, long moved) {
        if (moves.isEmpty()) {
            return;
        }
        lines.add("Prices, USD per million tokens, largest moves first:");
        for (Move move : moves) {
            List<String> sides = new ArrayList<>();
            side(sides, "input", move.wasInput(), move.input());
            side(sides, "output", move.wasOutput(), move.output());
            lines.add("- " + move.providerSlug() + " " + name(move.providerModelId()) + ": "
                    + (sides.isEmpty() ? "other lines of its price" : String.join(", ", sides)));
        }
        if (moved > moves.size()) {
            lines.add("- and " + (moved - moves.size()) + " more");
        }
    }

    private static void side(List<String> sides, String name, @Nullable String was, @Nullable String is) {
        if (was == null ? is != null : !was.equals(is)) {
            sides.add(name + " " + perMillion(was) + " → " + perMillion(is) + moved(was, is));
        }
    }

    private static String perMillion(@Nullable String usdPerToken) {
        return usdPerToken == null ? "unknown" : UnitPrice.ofUsd(usdPerToken).perMillion();
    }

    /** In percent, or as a factor where percents say little; nothing where one of both is unknown or 0. */
    private static String moved(@Nullable String was, @Nullable String is) {
        if (was == null || is == null || new BigDecimal(was).signum() == 0 || new BigDecimal(is).signum() == 0) {
            return "";
        }
        BigDecimal before = new BigDecimal(was);
        BigDecimal after = new BigDecimal(is);
        if (after.compareTo(before.multiply(TEN)) >= 0) {
            return " (×" + after.divide(before, 0, RoundingMode.HALF_EVEN).toPlainString() + ")";
        }
        if (before.compareTo(after.multiply(TEN)) >= 0) {
            return " (÷" + before.divide(after, 0, RoundingMode.HALF_EVEN).toPlainString() + ")";
        }
        BigDecimal percent = after.subtract(before).movePointRight(2).divide(before, 1, RoundingMode.HALF_EVEN);
        return " (" + (percent.signum() < 0 ? "" : "+") + percent.toPlainString() + " %)";
    }

    private void models(List<String> lines, String heading, EventType type) {
        List<Models> all =
                counted(type) == 0 ? List.of() : dao.models(digest.sinceSeq(), digest.untilSeq(), type.key());
        if (all.isEmpty()) {
            return;
        }
        lines.add(heading + ":");
        for (Models models : all.subList(0, Math.min(MOST_PROVIDERS, all.size()))) {
            lines.add("- " + models.providerSlug() + ", " + models.models() + ": "
                    + models.names().stream().map(DigestText::name).collect(Collectors.joining(", "))
                    + (models.models() > models.names().size() ? ", …" : ""));
        }
        if (all.size() > MOST_PROVIDERS) {
            lines.add("- and of " + (all.size() - MOST_PROVIDERS) + " more providers");
        }
    }

    /** Ids are foreign: one line, of bounded length, without characters that nobody sees. */
    private static String name(String id) {
        String line = id.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
