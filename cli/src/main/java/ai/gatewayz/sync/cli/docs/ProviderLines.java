package ai.gatewayz.sync.cli.docs;

import ai.gatewayz.sync.activities.provider.Credential;
import ai.gatewayz.sync.activities.provider.Evidence;
import ai.gatewayz.sync.activities.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What documents say of each provider. */
final class ProviderLines {
    private ProviderLines() {}

    /** A table in Markdown, a row per provider. */
    static List<String> table(List<Provider> providers) {
        List<String> rows = new ArrayList<>();
        rows.add("| slug | name | aliases | list | key variable | prices | known from | note |");
        rows.add("|---|---|---|---|---|---|---|---|");
        providers.forEach(provider -> rows.add(row(provider)));
        return rows;
    }

    private static String row(Provider provider) {
        String note = provider.note();
        return "| "
                + String.join(
                        " | ",
                        code(provider.toString()),
                        provider.name(),
                        provider.aliases().stream().map(ProviderLines::code).collect(Collectors.joining(", ")),
                        // Without its query.
                        provider.isSupported()
                                ? code(provider.baseUrl()
                                        + provider.listUri("https://host").getPath())
                                : "none",
                        key(provider),
                        prices(provider),
                        provider.evidence().stream().map(Evidence::words).collect(Collectors.joining(", ")),
                        note == null ? "" : note)
                + " |";
    }

    private static String prices(Provider provider) {
        if (provider.isPricedByReference()) {
            return "feeds";
        }
        if (provider.isRestPricedByReference()) {
            return "yes, else feeds";
        }
        return provider.withoutPrices() == null ? "yes" : "no";
    }

    private static String key(Provider provider) {
        Credential credential = provider.credential();
        if (credential.variables().isEmpty()) {
            return "none";
        }
        String account = provider.baseUrlVariables().stream()
                .map(variable -> code(variable) + " and ")
                .collect(Collectors.joining());
        String names = credential.variables().stream().map(ProviderLines::code).collect(Collectors.joining(" or "));
        return account + names + (credential.required() ? "" : " (optional)");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /** Every provider's variables, commented out, its key under the documented name. */
    static List<String> envExample(List<Provider> providers) {
        List<String> lines = new ArrayList<>();
        for (Provider provider : providers) {
            List<String> keys = provider.credential().variables();
            if (keys.isEmpty()) {
                continue;
            }
            List<String> others = keys.subList(1, keys.size());
            lines.add("# " + provider
                    + (provider.credential().required() ? "" : ", its list is public without it")
                    + (others.isEmpty() ? "" : "; also read as " + String.join(", ", others)));
            provider.variables().stream()
                    .filter(variable -> !others.contains(variable))
                    .forEach(variable -> lines.add("#" + variable + "="));
        }
        return lines;
    }

    /** Every provider's variables, passed on to a container. */
    static List<String> compose(List<Provider> providers) {
        return providers.stream()
                .flatMap(provider -> provider.variables().stream())
                .map(variable -> "- " + variable)
                .toList();
    }
}
