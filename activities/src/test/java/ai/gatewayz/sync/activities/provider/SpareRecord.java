package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceState;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A fixture's first page with a second copy of one of its records, under an id of its own, that may be damaged. */
final class SpareRecord {
    /** What a damaged text stands for until it is put in as JSON. */
    static final String HOLE = "@hole@";

    static final List<String> ID_FIELDS =
            List.of("id", "name", "model_id", "modelId", "endpoint_id", "Token", "model", "externalAlias");
    static final String OTHER_ID = "zz-other/model-1";

    /** One of each feed; made once, because finding a good record takes several reads. */
    private static final List<SpareRecord> ALL = new ArrayList<>();

    final ProviderFixture fixture;
    final int record;
    final String idField;

    /** The list with the undamaged copy. */
    final CollectedList undamaged;

    private SpareRecord(ProviderFixture fixture, int record, String idField) throws IOException {
        this.fixture = fixture;
        this.record = record;
        this.idField = idField;
        undamaged = read(copy -> {});
    }

    static synchronized List<SpareRecord> all() throws IOException {
        if (ALL.isEmpty()) {
            for (ProviderFixture fixture : ProviderContractTest.fixtures().toList()) {
                ALL.add(of(fixture));
            }
        }
        return ALL;
    }

    private static SpareRecord of(ProviderFixture fixture) throws IOException {
        ArrayNode records = ProviderFixture.records(fixture.tree());
        for (int wanted = 0; wanted < 2; wanted++) {
            for (int i = 0; i < records.size(); i++) {
                for (String field : ID_FIELDS) {
                    if (records.get(i).path(field).isTextual()) {
                        SpareRecord sample = new SpareRecord(fixture, i, field);
                        if (sample.isGood(wanted == 0)) {
                            return sample;
                        }
                    }
                }
            }
        }
        throw new AssertionError("no record of " + fixture + " becomes a model");
    }

    private boolean isGood(boolean priced) {
        return undamaged.models.stream()
                .anyMatch(m -> m.providerModelId().equals(OTHER_ID)
                        && (!priced
                                || fixture.feed.priceFields().isEmpty()
                                || m.pricing().state() == PriceState.PRICED));
    }

    /** The first page with the copy after a change of it. */
    CollectedList read(Consumer<ObjectNode> change) throws IOException {
        return CollectedList.read(fixture.feed, body(change));
    }

    String body(Consumer<ObjectNode> change) throws IOException {
        return fixture.firstPage(tree -> {
            ArrayNode records = ProviderFixture.records(tree);
            ObjectNode copy = records.get(record).deepCopy();
            copy.put(idField, OTHER_ID);
            change.accept(copy);
            records.insert(records.size() / 2, copy);
        });
    }

    CollectedList readWith(Consumer<ObjectNode> change, String json) throws IOException {
        return CollectedList.read(fixture.feed, body(change).replace('"' + HOLE + '"', json));
    }

    void hasGoodModels(CollectedList list) throws IOException {
        assertThat(list.models.stream()
                        .filter(m -> !m.providerModelId().equals(OTHER_ID))
                        .toList())
                .isEqualTo(fixture.readFirstPage().models);
    }

    @Override
    public String toString() {
        return fixture.toString();
    }
}
