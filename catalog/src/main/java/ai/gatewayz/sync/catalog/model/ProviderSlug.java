package ai.gatewayz.sync.catalog.model;

import java.util.regex.Pattern;

/** A provider's short name: lower-case letters, digits and hyphens, at most 63 characters. */
public record ProviderSlug(String value) implements Comparable<ProviderSlug> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Refuses any other form. */
    public ProviderSlug {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a provider slug: " + value);
        }
    }

    /** Whether the text has a slug's form. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ProviderSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
