package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.ledger.ChangeFeed;
import ai.gatewayz.sync.ledger.Generation;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Follows the operators' switch of a provider: models of a provider that is off are not offered. They come back with the
 * first list after it is on again; what an operator switched off by itself stays off.
 */
final class ProviderSwitch {
    private final Jdbi jdbi;

    ProviderSwitch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes the models of every inactive provider out of the offer; does nothing where that is done.
     *
     * @return how many models were taken out
     */
    int follow() {
        return jdbi.inTransaction(handle -> {
            List<Long> providers = handle.attach(ProviderSwitchDao.class).lock();
            return providers.isEmpty() ? 0 : deactivate(handle, providers);
        });
    }

    private static int deactivate(Handle handle, List<Long> providers) {
        ProviderSwitchDao dao = handle.attach(ProviderSwitchDao.class);
        List<Long> models = dao.deactivate(providers);
        dao.forgetMisses(models);
        dao.forgetBodies(providers);
        ChangeFeed.tellOfferings(
                handle,
                EventType.MODEL_DELISTED,
                models,
                new ChangeFeed.Commit(Generation.publish(handle), "operator"),
                "{\"reason\": \"provider_inactive\"}");
        return models.size();
    }
}
