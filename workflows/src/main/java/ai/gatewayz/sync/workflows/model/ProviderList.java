package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * The providers to sync.
 *
 * @param named whether they were asked for by name
 * @param notDue how many more there are that need not be asked yet; 0 in answers of earlier versions
 */
public record ProviderList(List<String> slugs, boolean named, int notDue) {
    /** Every provider that was meant. */
    public ProviderList(List<String> slugs, boolean named) {
        this(slugs, named, 0);
    }
}
