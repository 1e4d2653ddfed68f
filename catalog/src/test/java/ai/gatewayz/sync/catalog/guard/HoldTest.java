package ai.gatewayz.sync.catalog.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.guard.Hold.Status;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Approved;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Likeness;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Rejected;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Teller;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two tables, each with one line for every case: what a told price means to a hold, and what a hold means to a told price. */
final class HoldTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant AN_HOUR_AGO = Instant.parse("2026-11-27T11:00:00Z");
    private static final Instant JUST = Instant.parse("2026-11-27T11:00:00.000001Z");

    /** By who tells it; {@code *} is everybody. The first words are the hold, the last ones are its status and who ended it. */
    private static final String AFTER = """
            pending        | unchanged     | *             | *          | superseded provider
            pending        | stored        | same          | *          | released cleared
            pending        | second_source | same          | *          | released second_source
            pending        | ratio         | same          | *          | pending null
            pending        | band          | same          | *          | pending null
            pending        | refused       | same          | *          | superseded provider
            pending        | stored        | same_headline | *          | superseded provider
            pending        | second_source | same_headline | *          | superseded provider
            pending        | ratio         | same_headline | *          | superseded provider
            pending        | band          | same_headline | *          | superseded provider
            pending        | refused       | same_headline | *          | superseded provider
            pending        | stored        | other         | *          | superseded provider
            pending        | second_source | other         | *          | superseded provider
            pending        | ratio         | other         | *          | superseded provider
            pending        | band          | other         | *          | superseded provider
            pending        | refused       | other         | *          | superseded provider
            disagreement   | unchanged     | *             | *          | superseded references
            disagreement   | stored        | same          | *          | released cleared
            disagreement   | second_source | same          | *          | released second_source
            disagreement   | ratio         | same          | *          | pending null
            disagreement   | band          | same          | *          | pending null
            disagreement   | refused       | same          | provider   | superseded provider
            disagreement   | refused       | same          | references | superseded references
            disagreement   | stored        | same_headline | provider   | released provider
            disagreement   | stored        | same_headline | references | released references
            disagreement   | second_source | same_headline | provider   | released provider
            disagreement   | second_source | same_headline | references | released references
            disagreement   | ratio         | same_headline | provider   | superseded provider
            disagreement   | ratio         | same_headline | references | superseded references
            disagreement   | band          | same_headline | provider   | superseded provider
            disagreement   | band          | same_headline | references | superseded references
            disagreement   | refused       | same_headline | provider   | superseded provider
            disagreement   | refused       | same_headline | references | superseded references
            disagreement   | stored        | other         | provider   | superseded provider
            disagreement   | stored        | other         | references | superseded references
            disagreement   | second_source | other         | provider   | superseded provider
            disagreement   | second_source | other         | references | superseded references
            disagreement   | ratio         | other         | provider   | superseded provider
            disagreement   | ratio         | other         | references | superseded references
            disagreement   | band          | other         | provider   | superseded provider
            disagreement   | band          | other         | references | superseded references
            disagreement   | refused       | other         | provider   | superseded provider
            disagreement   | refused       | other         | references | superseded references
            suppressing    | unchanged     | *             | *          | rejected admin/k
            suppressing    | stored        | same          | *          | suppressing admin/k
            suppressing    | second_source | same          | *          | suppressing admin/k
            suppressing    | ratio         | same          | *          | suppressing admin/k
            suppressing    | band          | same          | *          | suppressing admin/k
            suppressing    | refused       | same          | *          | suppressing admin/k
            suppressing    | stored        | same_headline | *          | rejected admin/k
            suppressing    | second_source | same_headline | *          | rejected admin/k
            suppressing    | ratio         | same_headline | *          | rejected admin/k
            suppressing    | band          | same_headline | *          | rejected admin/k
            suppressing    | refused       | same_headline | *          | rejected admin/k
            suppressing    | stored        | other         | *          | rejected admin/k
            suppressing    | second_source | other         | *          | rejected admin/k
            suppressing    | ratio         | other         | *          | rejected admin/k
            suppressing    | band          | other         | *          | rejected admin/k
            suppressing    | refused       | other         | *          | rejected admin/k
            rejected       | *             | *             | *          | rejected admin/k
            approved       | *             | *             | *          | approved admin/k
            released       | *             | *             | *          | released cleared
            superseded     | *             | *             | *          | superseded provider
            """;

    /** The hold, which of the two agreed so long ago, what the guards say of a price that is or is not its own, and the outcome. */
    private static final String DECISIONS = """
            *              | *       | refused       | *     | *        | refused currency
            *              | *       | unchanged     | *     | *        | stored
            none           | *       | stored        | *     | *        | stored
            none           | *       | second_source | *     | *        | stored
            none           | *       | ratio         | *     | *        | held ratio
            none           | *       | band          | *     | *        | held band
            ratio          | *       | stored        | same  | *        | stored cleared
            ratio          | *       | second_source | same  | *        | stored second_source
            ratio          | anhour  | ratio         | same  | complete | stored agreeing_fetches
            ratio          | anhour  | ratio         | same  | partial  | held ratio
            ratio          | just    | ratio         | same  | *        | held ratio
            ratio          | never   | ratio         | same  | *        | held ratio
            ratio          | *       | band          | same  | *        | held band
            ratio          | *       | stored        | other | *        | stored
            ratio          | *       | second_source | other | *        | stored
            ratio          | *       | ratio         | other | *        | held ratio
            ratio          | *       | band          | other | *        | held band
            band           | *       | stored        | same  | *        | held band
            band           | *       | second_source | same  | *        | stored second_source
            band           | *       | ratio         | same  | *        | held ratio
            band           | *       | band          | same  | *        | held band
            band           | *       | stored        | other | *        | stored
            band           | *       | second_source | other | *        | stored
            band           | *       | ratio         | other | *        | held ratio
            band           | *       | band          | other | *        | held band
            suppressing    | *       | stored        | same  | *        | refused rejected
            suppressing    | *       | second_source | same  | *        | refused rejected
            suppressing    | *       | stored        | other | *        | stored
            suppressing    | *       | second_source | other | *        | stored
            suppressing    | *       | ratio         | same  | *        | refused rejected
            suppressing    | *       | band          | same  | *        | refused rejected
            suppressing    | *       | ratio         | other | *        | held ratio
            suppressing    | *       | band          | other | *        | held band
            """;

    private static final List<String> TOLD =
            List.of("unchanged", "stored", "second_source", "ratio", "band", "refused");

    private static Hold pending(HoldRule rule, int fetches, @Nullable Instant agreed) {
        return new Hold(Status.PENDING, rule, fetches, agreed, null, false);
    }

    private static Hold ended(Status status, String by, boolean suppressing) {
        return new Hold(status, HoldRule.RATIO, 1, AN_HOUR_AGO, by, suppressing);
    }

    private static Map<String, Hold> holds() {
        Map<String, Hold> holds = new LinkedHashMap<>();
        holds.put("pending", pending(HoldRule.RATIO, 1, JUST));
        holds.put("disagreement", pending(HoldRule.REFERENCE_DISAGREEMENT, 1, JUST));
        holds.put("suppressing", ended(Status.REJECTED, "admin/k", true));
        holds.put("rejected", ended(Status.REJECTED, "admin/k", false));
        holds.put("approved", ended(Status.APPROVED, "admin/k", false));
        holds.put("released", ended(Status.RELEASED, Hold.CLEARED, false));
        holds.put("superseded", ended(Status.SUPERSEDED, "provider", false));
        return holds;
    }

    private static PriceDecision decision(String told) {
        return switch (told) {
            case "unchanged" -> PriceDecision.UNCHANGED;
            case "stored" -> PriceDecision.STORED;
            case "second_source" -> PriceDecision.corroborated();
            case "ratio" -> PriceDecision.held(HoldRule.RATIO);
            case "band" -> PriceDecision.held(HoldRule.BAND);
            default -> PriceDecision.refused("currency");
        };
    }

    private static Told told(String decision, Likeness likeness, boolean complete) {
        return new Told(decision(decision), likeness, Teller.PROVIDER, complete, NOW);
    }

    private static String text(Hold hold) {
        return (hold.isSuppressing() ? "suppressing" : hold.status().key()) + " " + hold.decidedBy();
    }

    private static String text(PriceDecision decision) {
        return (decision.outcome().key() + " " + decision.reason()).strip();
    }

    /** The one line of a table that fits; the words before its last cell are what it is for. */
    private static String line(String table, String... words) {
        List<String> fitting = new ArrayList<>();
        for (String line : table.lines().toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            boolean fits = true;
            for (int i = 0; i < words.length; i++) {
                fits &= cells.get(i).equals("*") || cells.get(i).equals(words[i]);
            }
            if (fits) {
                fitting.add(cells.get(words.length));
            }
        }
        assertThat(fitting).as(String.join(" | ", words)).hasSize(1);
        return fitting.get(0);
    }

    @Test
    void next_isWhatTheTableSays_forEveryToldPrice() {
        holds().forEach((name, hold) -> {
            for (String told : TOLD) {
                for (Likeness likeness : Likeness.values()) {
                    for (Teller teller : Teller.values()) {
                        String like = likeness.name().toLowerCase(java.util.Locale.ROOT);
                        Hold after = hold.next(new Told(decision(told), likeness, teller, true, NOW));

                        assertThat(text(after))
                                .as("%s %s %s %s", name, told, like, teller)
                                .isEqualTo(line(AFTER, name, told, like, teller.key()));
                        assertThat(after.rule()).isEqualTo(hold.rule());
                        assertThat(after.agreeingFetches()).isEqualTo(1);
                        assertThat(after.lastAgreedAt()).isEqualTo(hold.lastAgreedAt());
                    }
                }
            }
        });
    }

    @Test
    void decide_isWhatTheTableSays_forEveryHold() {
        for (String name : List.of("none", "ratio", "band", "suppressing")) {
            for (String agreed : List.of("never", "just", "anhour")) {
                for (String told : TOLD) {
                    for (Likeness likeness : Likeness.values()) {
                        for (boolean complete : List.of(true, false)) {
                            String same = likeness == Likeness.SAME ? "same" : "other";
                            String list = complete ? "complete" : "partial";

                            assertThat(text(decide(told(told, likeness, complete), standing(name, agreed))))
                                    .as("%s %s %s %s %s", name, agreed, told, likeness, list)
                                    .isEqualTo(line(DECISIONS, name, agreed, told, same, list));
                        }
                    }
                }
            }
        }
    }

    private static PriceDecision decide(Told told, @Nullable Hold standing) {
        return standing == null ? told.decision().withoutHold() : standing.decide(told);
    }

    private static @Nullable Hold standing(String name, String agreed) {
        Instant at = agreed.equals("never") ? null : agreed.equals("just") ? JUST : AN_HOUR_AGO;
        int fetches = at == null ? 0 : 1;
        return switch (name) {
            case "none" -> null;
            case "ratio" -> pending(HoldRule.RATIO, fetches, at);
            case "band" -> pending(HoldRule.BAND, fetches, at);
            default -> new Hold(Status.REJECTED, HoldRule.RATIO, fetches, at, "admin/k", true);
        };
    }

    @ParameterizedTest
    @EnumSource(HoldRule.class)
    void agreement_releasesOnlyWhatItClears(HoldRule rule) {
        Told again = new Told(PriceDecision.held(rule), Likeness.SAME, Teller.PROVIDER, true, NOW);

        assertThat(pending(rule, 1, AN_HOUR_AGO).decide(again).isStored()).isEqualTo(rule.isClearedByAgreement());
    }

    @ParameterizedTest
    @CsvSource({
        "0,                             true,  1",
        "2026-11-27T11:00:00Z,          true,  3",
        "2026-11-27T11:00:00.000001Z,   true,  2",
        "2026-11-27T13:00:00Z,          true,  2",
        "0,                             false, 0",
        "2026-11-27T11:00:00Z,          false, 2"
    })
    void completeLists_anHourApart_areCounted(String last, boolean complete, int counted) {
        Instant agreed = last.equals("0") ? null : Instant.parse(last);
        Hold hold = pending(HoldRule.BAND, agreed == null ? 0 : 2, agreed);

        Hold after = hold.next(told("band", Likeness.SAME, complete));

        assertThat(after).isEqualTo(pending(HoldRule.BAND, counted, counted == hold.agreeingFetches() ? agreed : NOW));
    }

    @Test
    void aHeldPrice_beginsToWait() {
        assertThat(Hold.begin(told("ratio", Likeness.OTHER, true), false, null))
                .contains(pending(HoldRule.RATIO, 1, NOW));
        assertThat(Hold.begin(told("ratio", Likeness.OTHER, false), false, null))
                .contains(pending(HoldRule.RATIO, 0, null));
    }

    @Test
    void onlyAHeldPrice_begins_andNotWhileItIsServed() {
        for (String told : List.of("unchanged", "stored", "second_source", "refused")) {
            assertThat(Hold.begin(told(told, Likeness.OTHER, true), false, null))
                    .as(told)
                    .isEmpty();
        }
        assertThat(Hold.begin(told("ratio", Likeness.OTHER, true), true, null)).isEmpty();
    }

    @Test
    void nothingBegins_besideAHoldThatStands() {
        holds().forEach((name, hold) -> assertThat(Hold.begin(told("ratio", Likeness.SAME, true), false, hold)
                        .isEmpty())
                .as(name)
                .isEqualTo(List.of("pending", "disagreement", "suppressing").contains(name)));
    }

    @Test
    void operators_decideWhatWaits_andNothingElse() {
        holds().forEach((name, hold) -> {
            boolean waits = hold.isPending();
            assertThat(text(hold.next(new Approved("operator/o"))))
                    .isEqualTo(waits ? "approved operator/o" : text(hold));
            assertThat(text(hold.next(new Rejected("operator/o"))))
                    .isEqualTo(waits ? "suppressing operator/o" : text(hold));
            assertThat(hold.next(new Approved("operator/o")).equals(hold)).isEqualTo(!waits);
        });
    }

    @Test
    void keys_areTheWordsOfTheDatabase() {
        assertThat(Arrays.stream(Status.values()).map(Status::key))
                .containsExactly("pending", "released", "approved", "rejected", "superseded");
        assertThat(Arrays.stream(Teller.values()).map(Teller::key)).containsExactly("provider", "references");
    }
}
