package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.change.ShapeDrift;
import ai.gatewayz.sync.catalog.change.ShapeTrust;
import ai.gatewayz.sync.catalog.change.StageOperation;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceList;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes what differs from the catalog into the stage, by COPY. One use, one thread. */
final class ModelStage implements AutoCloseable {
    private static final String COLUMNS =
            "stage_key, operation, provider_model_id, model_id, model_name, description, kind, context_length,"
                    + " max_output_tokens, modality, input_modalities, output_modalities, supports_streaming,"
                    + " supports_function_calling, supports_vision, supports_json_mode, supports_reasoning,"
                    + " supports_structured_outputs, provider_created_at, deprecated_at, metadata, content_hash,"
                    + " facts_changed, price_changed, pricing_state, pricing_basis, price_per_input_token,"
                    + " price_per_output_token, price_per_cache_read_token, price_per_cache_write_token,"
                    + " price_per_image_token, price_per_request, components, price_hash, pricing_source, price_told_by,"
                    + " unread";
    /** Of a stage, and of some of its models or of all. */
    private static final String OF_STAGE =
            " WHERE stage_key = ? AND (?::text[] IS NULL OR provider_model_id = ANY (?::text[])) AND ";

    private static final String DROP_SETTLED = "DELETE FROM staged_models" + OF_STAGE + "operation = 'settled'";

    private static final String DROP_PRICE_ROWS = "DELETE FROM staged_models" + OF_STAGE + "operation = 'price'";

    private static final String DROP_PRICES =
            "UPDATE staged_models SET price_changed = false" + OF_STAGE + "operation = 'changed'";

    /** The model is there, and nothing else is known of it. */
    private static final String KEEP_PRESENCE =
            "UPDATE staged_models SET operation = 'present'" + OF_STAGE + "operation = 'changed' AND NOT facts_changed";

    private static final String FORGET_NEW_PRICES = """
            UPDATE staged_models
            SET pricing_state = 'unknown', pricing_basis = '%s', price_per_input_token = NULL,
                price_per_output_token = NULL, price_per_cache_read_token = NULL, price_per_cache_write_token = NULL,
                price_per_image_token = NULL, price_per_request = NULL, components = '[]', price_hash = ''
            """ + OF_STAGE + "operation = 'new' AND pricing_source IS NULL";
    private static final int COLUMN_COUNT = COLUMNS.split(",", -1).length;

    private final String key;
    private final Connection connection;
    private final CopyIn copy;
    private final ShapeTrust trust;
    private final List<StagedPrice> prices = new ArrayList<>();
    private long rows;
    private long pricesListed;
    private boolean complete;

    private ModelStage(String key, Connection connection, CopyIn copy, ShapeTrust trust) {
        this.key = key;
        this.connection = connection;
        this.copy = copy;
        this.trust = trust;
    }

    /** Empties the stage of a key and opens it for writing; the connection serves nothing else meanwhile. */
    static ModelStage open(Connection connection, String key, ShapeTrust trust) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM staged_models WHERE stage_key = ?")) {
            delete.setString(1, key);
            delete.executeUpdate();
        }
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY staged_models (" + COLUMNS + ") FROM STDIN");
        return new ModelStage(key, connection, copy, trust);
    }

    /** The shape of the provider's list that is trusted. */
    public ShapeTrust trust() {
        return trust;
    }

    /**
     * Stages a model if it is new or differs from what is stored.
     *
     * @return whether it was staged as new or changed
     */
    public boolean stage(CatalogModel model, @Nullable StoredModel stored) throws SQLException {
        return stage(model, SourcedPrice.own(model.pricing()), stored);
    }

    /**
     * Stages a model, with a price from elsewhere, if it is new or differs from what is stored.
     *
     * @return whether it was staged as new or changed
     */
    public boolean stage(CatalogModel model, SourcedPrice price, @Nullable StoredModel stored) throws SQLException {
        byte[] facts = ContentHash.ofFacts(model);
        return stage(model, price, stored, facts, stored == null || !Arrays.equals(facts, stored.contentHash()));
    }

    /**
     * Stages a stored model whose price differs, and keeps what else is known of it.
     *
     * @return whether it was staged as changed
     */
    public boolean stagePresence(CatalogModel model, SourcedPrice price, StoredModel stored) throws SQLException {
        return stage(model, price, stored, stored.contentHash(), false);
    }

    private boolean stage(
            CatalogModel model, SourcedPrice price, @Nullable StoredModel stored, byte[] facts, boolean factsChanged)
            throws SQLException {
        byte[] hash = price.hash();
        boolean priceChanged = differs(hash, stored);
        if (factsChanged || priceChanged) {
            write(
                    row(model, stored == null ? StageOperation.NEW : StageOperation.CHANGED, facts, factsChanged)
                            .add(priceChanged),
                    price,
                    hash);
        }
        notePrice(model, price, stored, priceChanged);
        return factsChanged || priceChanged;
    }

    private static boolean differs(byte[] hash, @Nullable StoredModel stored) {
        return stored == null || !Arrays.equals(hash, stored.priceHash());
    }

    /**
     * Stages only the price of a stored model if it differs.
     *
     * @return whether it was staged
     */
    public boolean stagePrice(CatalogModel model, SourcedPrice price, @Nullable StoredModel stored)
            throws SQLException {
        byte[] hash = price.hash();
        boolean priceChanged = stored != null && differs(hash, stored);
        if (priceChanged) {
            write(row(model, StageOperation.PRICE, new byte[0], false).add(true), price, hash);
        }
        notePrice(model, price, stored, priceChanged);
        return priceChanged;
    }

    /** Keeps what the review needs; a new model without an amount has nothing to review. */
    private void notePrice(CatalogModel model, SourcedPrice price, @Nullable StoredModel stored, boolean changed)
            throws SQLException {
        if (stored != null && stored.isWaiting() && !changed) {
            mark(StageOperation.SETTLED, model.providerModelId());
        }
        PriceState state = price.pricing().state();
        if (stored != null && stored.isPriced() && state != PriceState.FREE) {
            pricesListed++;
        }
        if (changed && (stored != null || state == PriceState.PRICED)) {
            prices.add(new StagedPrice(model.providerModelId(), model.metadata(), price));
        }
    }

    /** Prices that differ from the served ones. */
    List<StagedPrice> prices() {
        return prices;
    }

    /** How many models of the list, changed or not, have a price that is served now and is not free. */
    long pricesListed() {
        return pricesListed;
    }

    String key() {
        return key;
    }

    boolean isComplete() {
        return complete;
    }

    /** Notes that the list is whole and plausible; only such lists speak for a price that is held. */
    public void markComplete() {
        complete = true;
    }

    private void write(CopyRow row, SourcedPrice price, byte[] hash) throws SQLException {
        write(addPricing(row, price.pricing())
                .add(hash)
                .add(price.source())
                .add(price.isDisputed() ? PriceList.writeTold(price.disputed()) : null)
                .add(PriceList.writeUnread(price.pricing())));
    }

    private CopyRow row(CatalogModel model, StageOperation operation, byte[] facts, boolean factsChanged) {
        return new CopyRow()
                .add(key)
                .add(operation.key())
                .add(model.providerModelId())
                .add(model.modelId())
                .add(model.name())
                .add(model.description())
                .add(model.kind() == null ? null : model.kind().key())
                .add(model.contextLength())
                .add(model.maxOutputTokens())
                .add(model.modalities().arrow())
                .addArray(model.modalities().input())
                .addArray(model.modalities().output())
                .add(model.capabilities().streaming())
                .add(model.capabilities().functionCalling())
                .add(model.capabilities().vision())
                .add(model.capabilities().jsonMode())
                .add(model.capabilities().reasoning())
                .add(model.capabilities().structuredOutputs())
                .add(model.createdAt())
                .add(model.deprecatedAt())
                .add(JsonText.object(model.metadata()))
                .add(facts)
                .add(factsChanged);
    }

    private static CopyRow addPricing(CopyRow row, Pricing pricing) {
        FlatPrices flat = FlatPrices.of(pricing);
        return row.add(pricing.state().key())
                .add(pricing.basis())
                .add(flat.input())
                .add(flat.output())
                .add(flat.cacheRead())
                .add(flat.cacheWrite())
                .add(flat.image())
                .add(flat.request())
                .add(PriceList.write(pricing));
    }

    /** Notes that a stored model that had been missing is in the list again. */
    public void markPresent(String providerModelId) throws SQLException {
        mark(StageOperation.PRESENT, providerModelId);
    }

    /** Notes that a stored model is not in the list. */
    public void markMissing(String providerModelId) throws SQLException {
        mark(StageOperation.MISSING, providerModelId);
    }

    private void mark(StageOperation operation, String providerModelId) throws SQLException {
        CopyRow row = new CopyRow().add(key).add(operation.key()).add(providerModelId);
        for (int column = 3; column < COLUMN_COUNT; column++) {
            row.add(null);
        }
        write(row);
    }

    private void write(CopyRow row) throws SQLException {
        byte[] bytes = row.toBytes();
        copy.writeToCopy(bytes, 0, bytes.length);
        rows++;
    }

    /** Ends the COPY; the rows are there afterwards. */
    public void finish() throws SQLException {
        copy.endCopy();
    }

    /** How many rows there are. */
    public long rows() {
        return rows;
    }

    /** Keeps what a list means for the trust in its shape, and the fields with unread prices, until the stage is applied. */
    public void keep(ShapeTrust.Judgement judgement, Set<String> unread) throws SQLException {
        if (!judgement.next().equals(trust)) {
            ShapeStore.stage(connection, key, judgement, unread);
        }
    }

    /**
     * Takes all prices of known models out of the finished stage, and leaves those of new models unknown.
     *
     * @return how many known models are unchanged without their price
     */
    public long dropPrices() throws SQLException {
        return dropPrices(null, ShapeDrift.VERDICT);
    }

    /** The same of some models, whose rows state different prices. */
    public long dropPrices(Collection<String> models) throws SQLException {
        return dropPrices(models, PriceRefusal.DUPLICATE_ID_PRICES.key());
    }

    /** The same of all, for another reason. */
    public long dropPrices(PriceRefusal reason) throws SQLException {
        return dropPrices(null, reason.key());
    }

    private long dropPrices(@Nullable Collection<String> models, String reason) throws SQLException {
        rows -= update(DROP_SETTLED, models);
        long dropped = update(DROP_PRICE_ROWS, models);
        rows -= dropped;
        prices.removeIf(price ->
                price.price().source() == null && (models == null || models.contains(price.providerModelId())));
        update(DROP_PRICES, models);
        update(FORGET_NEW_PRICES.formatted(reason), models);
        return dropped + update(KEEP_PRESENCE, models);
    }

    private long update(String sql, @Nullable Collection<String> models) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array of = models == null ? null : connection.createArrayOf("text", models.toArray());
            statement.setString(1, key);
            statement.setArray(2, of);
            statement.setArray(3, of);
            return statement.executeLargeUpdate();
        }
    }

    /** Cancels the COPY unless it was finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
