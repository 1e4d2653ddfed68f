package ai.gatewayz.sync.api.exports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes rows, which come sorted by provider, in one tool's format. */
abstract class ExportFormat {
    protected final JsonGenerator out;
    private @Nullable String slug;

    ExportFormat(JsonGenerator out) {
        this.out = out;
    }

    /** Writes what comes before the first row. */
    abstract void begin() throws IOException;

    /** Writes one row. */
    abstract void row(ExportRow row) throws IOException;

    /** Writes what comes behind the last row. */
    abstract void end() throws IOException;

    /** Whether a row is the first of its provider. */
    final boolean isNewProvider(ExportRow row) {
        boolean isNew = !row.provider().slug().equals(slug);
        slug = row.provider().slug();
        return isNew;
    }

    /** Whether any row came before. */
    final boolean hasProvider() {
        return slug != null;
    }

    /** Writes a number with each of its digits; nothing for an unknown one. */
    final void number(String name, Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(name, exact(value.orElseThrow()));
        }
    }

    /** Writes a count; nothing for an unknown one. */
    final void count(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    static BigDecimal exact(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
