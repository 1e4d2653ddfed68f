package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table (RFC 4180): one line per model, prices as decimals by the unit, an empty cell where nothing is known. */
final class CsvFormat extends ExportFormat {
    private static final List<String> COLUMNS = List.of(
            "provider",
            "provider_model_id",
            "model_id",
            "name",
            "context_length",
            "max_output_tokens",
            "modality",
            "price_state",
            "usd_per_input_token",
            "usd_per_output_token",
            "usd_per_cache_read_token",
            "usd_per_cache_write_token",
            "usd_per_image_token",
            "usd_per_request",
            "components",
            "updated",
            "kind",
            "price_complete");

    CsvFormat(JsonGenerator out) {
        super(out);
    }

    @Override
    void begin() throws IOException {
        out.writeRaw(String.join(",", COLUMNS) + "\r\n");
    }

    @Override
    void row(ExportRow row) throws IOException {
        List<String> cells = List.of(
                row.provider().slug(),
                row.names().providerModelId(),
                row.names().modelId(),
                row.names().name(),
                Objects.toString(row.limits().contextLength(), ""),
                Objects.toString(row.limits().maxOutputTokens(), ""),
                Objects.toString(row.modalities().arrow(), ""),
                row.pricing().state().key(),
                price(row, PriceKind.INPUT, BillingUnit.TOKEN),
                price(row, PriceKind.OUTPUT, BillingUnit.TOKEN),
                price(row, PriceKind.CACHE_READ, BillingUnit.TOKEN),
                price(row, PriceKind.CACHE_WRITE, BillingUnit.TOKEN),
                price(row, PriceKind.IMAGE_TOKEN, BillingUnit.TOKEN),
                price(row, PriceKind.REQUEST, BillingUnit.REQUEST),
                row.components(),
                row.dates().updated(),
                row.kind().map(ModelKind::key).orElse(""),
                Boolean.toString(row.pricing().isComplete()));
        out.writeRaw(cells.stream().map(CsvFormat::cell).collect(Collectors.joining(",")) + "\r\n");
    }

    private static String price(ExportRow row, PriceKind kind, BillingUnit unit) {
        Optional<String> price = row.price(kind, unit).map(usd -> exact(usd).toPlainString());
        return price.orElse("");
    }

    /** Spreadsheets run a cell that begins with one of these; an apostrophe before it makes it text. */
    private static String cell(String given) {
        String text = given.matches("(?s)[=+\\-@\t\r].*") ? "'" + given : given;
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    void end() {
        // A table ends with its last line.
    }
}
