package ai.gatewayz.sync.catalog.change;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.Pricing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over business fields only: no sync time, no run id, no order of arrival. Each field is written with its length,
 * so that neighbouring fields cannot be confused, and null differs from empty.
 */
public final class ContentHash {
    /** Collected first and digested at once: many small updates cost more than the hash itself. */
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream(1024);

    private ContentHash() {}

    /** The hash of everything but the price. */
    public static byte[] ofFacts(CatalogModel model) {
        ContentHash hash = new ContentHash();
        hash.add(model.providerModelId())
                .add(model.modelId())
                .add(model.name())
                .add(model.description())
                .add(model.contextLength())
                .add(model.maxOutputTokens())
                .addAll(model.modalities().input())
                .addAll(model.modalities().output())
                .add(model.capabilities().streaming())
                .add(model.capabilities().functionCalling())
                .add(model.capabilities().vision())
                .add(model.capabilities().jsonMode())
                .add(model.capabilities().reasoning())
                .add(model.capabilities().structuredOutputs())
                .add(model.createdAt())
                .add(model.deprecatedAt())
                .addAll(model.metadata().keySet())
                .addAll(model.metadata().values());
        return hash.digest();
    }

    /** The hash of the price in canonical amounts; float noise in the provider's text does not change it. */
    public static byte[] ofPricing(Pricing pricing) {
        ContentHash hash = new ContentHash();
        hash.add(pricing.state()).add(pricing.basis());
        for (PriceComponent component : pricing.components()) {
            hash.add(component.kind())
                    .add(component.unit())
                    .add(component.price().toPlainString())
                    .addAll(component.condition().terms().keySet())
                    .addAll(component.condition().terms().values());
        }
        return hash.digest();
    }

    private ContentHash addAll(Collection<String> values) {
        add(values.size());
        values.forEach(this::add);
        return this;
    }

    private ContentHash add(@Nullable Object value) {
        byte[] bytes = value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
        int length = bytes == null ? -1 : bytes.length;
        fields.write(length >>> 24);
        fields.write(length >>> 16);
        fields.write(length >>> 8);
        fields.write(length);
        if (bytes != null) {
            fields.write(bytes, 0, bytes.length);
        }
        return this;
    }

    private byte[] digest() {
        return sha256().digest(fields.toByteArray());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
