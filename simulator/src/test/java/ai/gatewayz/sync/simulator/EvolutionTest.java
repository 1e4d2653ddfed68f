package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.simulator.model.ModelTruth;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolutionTest {
    @Test
    void advance_isDeterministic_howeverTheTicksAreGrouped() throws Exception {
        try (ProviderFleet one = ProviderFleet.startFrozen(3_000, 9);
                ProviderFleet other = ProviderFleet.startFrozen(3_000, 9)) {
            byte[] before = new FleetClient(one).list("openrouter").body();
            one.advance(20);
            other.advance(13);
            other.advance(7);
            byte[] after = new FleetClient(one).list("openrouter").body();
            assertThat(after)
                    .isEqualTo(new FleetClient(other).list("openrouter").body())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void tenTicks_changeSixAddOneAndRemoveHalfOfThousandEach() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            Map<String, String> before = rows(fleet);
            fleet.advance(10);
            Map<String, String> after = rows(fleet);
            long changed = 0;
            long removed = 0;
            for (Map.Entry<String, String> row : before.entrySet()) {
                String now = after.get(row.getKey());
                removed += now == null ? 1 : 0;
                changed += now != null && !now.equals(row.getValue()) ? 1 : 0;
            }
            assertThat(changed).isBetween(850L, 1_250L);
            assertThat(removed).isBetween(60L, 120L);
            assertThat(after.size() - before.size() + removed).isBetween(150L, 210L);
        }
    }

    @Test
    void change_hitsTheAskedShareOfModels() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            int changed = new FleetClient(fleet)
                    .control("POST", "change?percent=5")
                    .get("changed")
                    .intValue();
            assertThat(changed).isBetween(800, 1_000);
        }
    }

    @Test
    void change_movesPricesMildly() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            int moved = 0;
            for (String slug : List.of("openrouter", "kilo", "aihubmix", "onerouter")) {
                Map<String, ModelTruth> before = truths(fleet, slug);
                fleet.change(5);
                for (ModelTruth now : fleet.expectedPrices(slug)) {
                    BigDecimal ratio = ratio(Objects.requireNonNull(before.get(now.id())), now);
                    assertThat(ratio).as(now.id()).isBetween(new BigDecimal("0.65"), new BigDecimal("1.35"));
                    moved += ratio.compareTo(BigDecimal.ONE) == 0 ? 0 : 1;
                }
            }
            // 5 % of about 1,700 priced models, less the tenth that changes its limits.
            assertThat(moved).isBetween(50, 110);
        }
    }

    private static BigDecimal ratio(ModelTruth before, ModelTruth now) {
        if (before.input() == null || now.input() == null) {
            return BigDecimal.ONE;
        }
        return new BigDecimal(now.input()).divide(new BigDecimal(before.input()), MathContext.DECIMAL64);
    }

    @Test
    void feeds_followTheirProviders() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            byte[] before = client.get("models-dev", "/api.json").body();
            fleet.advance(5);
            assertThat(client.get("models-dev", "/api.json").body()).isNotEqualTo(before);
        }
    }

    @Test
    void replay_doesNotEvolve(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("zai.json"), "{\"data\":[]}");
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            assertThatThrownBy(() -> fleet.advance(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("recorded bodies do not change; start a generated fleet");
        }
    }

    private static Map<String, ModelTruth> truths(ProviderFleet fleet, String slug) {
        Map<String, ModelTruth> truths = new HashMap<>();
        fleet.expectedPrices(slug).forEach(truth -> truths.put(truth.id(), truth));
        return truths;
    }

    /** The rows as on the wire; deepinfra's ids and the like are unique per provider. */
    private static Map<String, String> rows(ProviderFleet fleet) throws Exception {
        Map<String, String> rows = new HashMap<>();
        FleetClient client = new FleetClient(fleet);
        for (String slug : List.copyOf(fleet.slugs())) {
            if (fleet.modelCount(slug) > 0) {
                new Pages(client, slug).rowsById().forEach((id, row) -> rows.put(slug + " " + id, row.toString()));
            }
        }
        addReferencePrices(fleet, rows);
        return rows;
    }

    private static void addReferencePrices(ProviderFleet fleet, Map<String, String> rows) {
        for (String slug : fleet.slugs()) {
            for (ModelTruth truth : fleet.expectedPrices(slug)) {
                rows.merge(slug + " " + truth.id(), truth.toString(), String::concat);
            }
        }
    }
}
