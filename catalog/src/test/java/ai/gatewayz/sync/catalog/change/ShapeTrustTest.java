package ai.gatewayz.sync.catalog.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShapeTrustTest {
    private static final int COMMON_TEXT = ListShape.TEXT | ListShape.COMMON;
    private static final int COMMON_NUMBER = ListShape.NUMBER | ListShape.COMMON;
    private static final int COMMON_OBJECT = ListShape.OBJECT | ListShape.COMMON;
    private static final List<String> PRICES = List.of("pricing.prompt", "offers[].price");
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final ListShape TRUSTED = shape(
            Map.of("id", COMMON_TEXT, "pricing", COMMON_OBJECT, "pricing.prompt", COMMON_TEXT, "rare", ListShape.TEXT));
    private static final ShapeTrust TRUST = new ShapeTrust(TRUSTED, null, 0, null);

    private static ListShape shape(Map<String, Integer> fields) {
        return new ListShape(new TreeMap<>(fields));
    }

    private static ListShape with(String path, int mask) {
        TreeMap<String, Integer> fields = new TreeMap<>(TRUSTED.fields());
        fields.put(path, mask);
        return shape(fields);
    }

    private static ListShape without(String... paths) {
        TreeMap<String, Integer> fields = new TreeMap<>(TRUSTED.fields());
        List.of(paths).forEach(fields::remove);
        return shape(fields);
    }

    @Test
    void firstList_isTrusted() {
        ShapeTrust.Judgement judgement = ShapeTrust.NEW.judge(TRUSTED, PRICES, T0);

        assertThat(judgement.next()).isEqualTo(TRUST);
        assertThat(judgement.drift()).isEqualTo(ShapeDrift.NONE);
        assertThat(judgement.pricesTrusted()).isTrue();
    }

    @Test
    void sameShape_changesNothing() {
        assertThat(TRUST.judge(TRUSTED, PRICES, T0)).isEqualTo(new ShapeTrust.Judgement(TRUST, ShapeDrift.NONE, true));
        assertThat(TRUST.judge(without("rare"), PRICES, T0).next()).isEqualTo(TRUST);
    }

    @Test
    void unknownShape_changesNothing() {
        assertThat(TRUST.judge(ListShape.UNKNOWN, PRICES, T0))
                .isEqualTo(new ShapeTrust.Judgement(TRUST, ShapeDrift.NONE, true));
    }

    @Test
    void newField_isToldOnceAndTrusted() {
        ListShape more = with("pricing.discount", ListShape.NUMBER);
        ShapeTrust.Judgement judgement = TRUST.judge(more, PRICES, T0);

        assertThat(judgement.drift().appeared()).containsExactly("pricing.discount");
        assertThat(judgement.pricesTrusted()).isTrue();
        assertThat(judgement.next().judge(more, PRICES, T0).drift()).isEqualTo(ShapeDrift.NONE);
        assertThat(judgement.next().judge(TRUSTED, PRICES, T0).drift().isEmpty())
                .isTrue();
    }

    @Test
    void otherFieldThatGoesAway_isToldOnce() {
        ShapeTrust.Judgement judgement = TRUST.judge(without("id"), PRICES, T0);

        assertThat(judgement.drift().vanished()).containsExactly("id");
        assertThat(judgement.drift().suspicious()).isEmpty();
        assertThat(judgement.pricesTrusted()).isTrue();
        assertThat(judgement.next().judge(without("id"), PRICES, T0).drift().isEmpty())
                .isTrue();
    }

    @Test
    void priceFieldThatGoesAway_keepsPrices() {
        ShapeTrust.Judgement judgement = TRUST.judge(without("pricing", "pricing.prompt"), PRICES, T0);

        assertThat(judgement.pricesTrusted()).isFalse();
        assertThat(judgement.drift().suspicious()).containsExactly("pricing is gone", "pricing.prompt is gone");
        assertThat(judgement.next())
                .isEqualTo(new ShapeTrust(TRUSTED, "pricing is gone, pricing.prompt is gone", 1, T0));
    }

    @Test
    void fieldThatIsAlwaysNull_wentAway() {
        assertThat(TRUST.judge(with("pricing.prompt", 0), PRICES, T0).pricesTrusted())
                .isFalse();
    }

    @Test
    void priceFieldOfAnotherType_keepsPrices() {
        ShapeTrust.Judgement judgement = TRUST.judge(with("pricing.prompt", COMMON_NUMBER), PRICES, T0);

        assertThat(judgement.drift().retyped()).containsExactly("pricing.prompt");
        assertThat(judgement.pricesTrusted()).isFalse();
    }

    @Test
    void arrayThatPricesAreIn_leadsToThem() {
        ShapeTrust trust = new ShapeTrust(with("offers", ListShape.ARRAY | ListShape.COMMON), null, 0, null);

        assertThat(trust.judge(TRUSTED, PRICES, T0).drift().suspicious()).containsExactly("offers is gone");
        assertThat(new ShapeTrust(with("offer", COMMON_TEXT), null, 0, null)
                        .judge(TRUSTED, PRICES, T0)
                        .drift()
                        .suspicious())
                .isEmpty();
    }

    @Test
    void sameDifference_isTrustedAfterThreeListsOverAnHour() {
        ListShape now = with("pricing.prompt", COMMON_NUMBER);
        ShapeTrust.Judgement first = TRUST.judge(now, PRICES, T0);
        ShapeTrust.Judgement second = first.next().judge(now, PRICES, T0.plusSeconds(60));
        ShapeTrust.Judgement early = second.next().judge(now, PRICES, T0.plus(Duration.ofMinutes(59)));
        ShapeTrust.Judgement late = second.next().judge(now, PRICES, T0.plus(Duration.ofHours(1)));

        assertThat(second.drift()).as("told once").isEqualTo(ShapeDrift.NONE);
        assertThat(second.pricesTrusted()).isFalse();
        assertThat(early.pricesTrusted()).isFalse();
        assertThat(late.pricesTrusted()).isTrue();
        assertThat(late.next().pending()).isNull();
        assertThat(late.next().shape().types("pricing.prompt")).isEqualTo(ListShape.TEXT | ListShape.NUMBER);
        assertThat(first.next().judge(now, PRICES, T0.plus(Duration.ofHours(2))).pricesTrusted())
                .as("two lists are too few")
                .isFalse();
    }

    @Test
    void anotherDifference_startsAgain() {
        ShapeTrust pending =
                TRUST.judge(with("pricing.prompt", COMMON_NUMBER), PRICES, T0).next();
        Instant later = T0.plusSeconds(9);

        assertThat(pending.judge(without("pricing.prompt"), PRICES, later).next())
                .isEqualTo(new ShapeTrust(TRUSTED, "pricing.prompt is gone", 1, later));
    }

    @Test
    void oldShapeAgain_endsTheDoubt() {
        ShapeTrust pending =
                TRUST.judge(with("pricing.prompt", COMMON_NUMBER), PRICES, T0).next();

        assertThat(pending.judge(TRUSTED, PRICES, T0.plusSeconds(9)))
                .isEqualTo(new ShapeTrust.Judgement(TRUST, ShapeDrift.NONE, true));
    }
}
