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
    void advance_keepsTheMeasuredRates() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            Map<String, String> before = rows(fleet);
            fleet.advance(1);
            Map<String, String> after = rows(fleet);
            long removed = before.keySet().stream()
                    .filter(key -> !after.containsKey(key))
                    .count();
            long added = after.keySet().stream()
                    .filter(key -> !before.containsKey(key))
                    .count();
            long changed = before.entrySet().stream()
                    .filter(row -> after.containsKey(row.getKey())
                            && !after.get(row.getKey()).equals(row.getValue()))
                    .count();
            assertThat(changed).isBetween(60L, 160L);
            assertThat(added).isBetween(10L, 30L);
            assertThat(removed).isBetween(2L, 20L);
        }
    }

    @Test
    void advance_changesAboutSixOfThousandPerTick() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 2)) {
            long changed = 0;
            Map<String, String> before = rows(fleet);
            for (int tick = 0; tick < 10; tick++) {
                fleet.advance(1);
                Map<String, String> after = rows(fleet);
                for (Map.Entry<String, String> row : before.entrySet()) {
                    String now = after.get(row.getKey());
                    changed += now != null && !now.equals(row.getValue()) ? 1 : 0;
                }
                before = after;
            }
            assertThat(changed).isBetween(850L, 1_300L);
        }
    }

    @Test
    void change_hitsTheAskedShare_byAtMostThirtyPercent() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            Map<String, ModelTruth> before = truths(fleet, "openrouter");
            int changed = new FleetClient(fleet)
                    .control("POST", "change?percent=5")
                    .get("changed")
                    .intValue();
            assertThat(changed).isBetween(800, 1_000);
            int moved = 0;
            for (ModelTruth now : fleet.expectedPrices("openrouter")) {
                ModelTruth old = Objects.requireNonNull(before.get(now.id()));
                if (now.input() != null && !now.equals(old)) {
                    BigDecimal ratio = new BigDecimal(now.input())
                            .divide(new BigDecimal(String.valueOf(old.input())), MathContext.DECIMAL64);
                    assertThat(ratio).isBetween(new BigDecimal("0.70"), new BigDecimal("1.30"));
                    moved++;
                }
            }
            assertThat(moved).isBetween(10, 35);
        }
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
