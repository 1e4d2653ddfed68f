package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.ProviderList;
import io.temporal.activity.ActivityInterface;

/** Facts about the catalog as a whole. */
@ActivityInterface
public interface CatalogActivities {
    /** The active, supported providers among those asked for, in a stable order. */
    ProviderList listProviders(ListProvidersRequest request);
}
