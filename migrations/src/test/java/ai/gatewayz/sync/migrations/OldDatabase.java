package ai.gatewayz.sync.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database as the old system had it, but for its foreign keys, which broken rows would not pass. */
public final class OldDatabase implements AutoCloseable {
    private static final String SCHEMA = """
            CREATE TABLE providers (id SERIAL PRIMARY KEY, name TEXT, slug TEXT, is_active BOOLEAN DEFAULT true);
            CREATE TABLE models (
                id BIGINT PRIMARY KEY, provider_id INTEGER, model_id TEXT NOT NULL, model_name TEXT NOT NULL,
                provider_model_id TEXT NOT NULL, modality TEXT DEFAULT 'text->text', is_active BOOLEAN DEFAULT true,
                metadata JSONB, created_at TIMESTAMP DEFAULT '2025-11-02 10:00:00', updated_at TIMESTAMP DEFAULT now());
            CREATE TABLE model_pricing (
                id BIGSERIAL PRIMARY KEY, model_id BIGINT, price_per_input_token NUMERIC(20, 15) NOT NULL DEFAULT 0,
                price_per_output_token NUMERIC(20, 15) NOT NULL DEFAULT 0, price_per_image_token NUMERIC(20, 15),
                price_per_request NUMERIC(10, 6), pricing_source TEXT DEFAULT 'provider',
                last_updated TIMESTAMPTZ DEFAULT '2026-01-20 06:00:00Z');
            CREATE TABLE model_pricing_history (
                id BIGSERIAL PRIMARY KEY, model_id BIGINT, price_per_input_token NUMERIC(20, 15),
                price_per_output_token NUMERIC(20, 15), previous_input_price NUMERIC(20, 15),
                previous_output_price NUMERIC(20, 15), changed_at TIMESTAMPTZ, changed_by TEXT);
            """;

    private final DataSource database = CatalogDatabase.createEmpty();

    /** The tables without a row. */
    public OldDatabase() {
        execute(SCHEMA);
    }

    /** Where it is. */
    public DataSource database() {
        return database;
    }

    /** Runs statements. */
    public void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Adds a model of a provider. */
    public void model(long id, @Nullable Integer provider, String providerModelId) {
        update(
                "INSERT INTO models (id, provider_id, model_id, model_name, provider_model_id)"
                        + " VALUES (?, ?, ?, ?, ?)",
                id,
                provider,
                "canonical-" + id,
                "Name " + id,
                providerModelId);
    }

    /** Adds what the old system serves, dollars per token. */
    public void price(long model, String input, String output) {
        update(
                "INSERT INTO model_pricing (model_id, price_per_input_token, price_per_output_token)"
                        + " VALUES (?, ?::numeric, ?::numeric)",
                model,
                input,
                output);
    }

    /** Adds what it served from an instant. */
    public void change(long model, String input, String output, String at) {
        update(
                "INSERT INTO model_pricing_history (model_id, price_per_input_token, price_per_output_token, changed_at)"
                        + " VALUES (?, ?::numeric, ?::numeric, ?::timestamptz)",
                model,
                input,
                output,
                at);
    }

    private void update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        CatalogDatabase.drop(database);
    }
}
